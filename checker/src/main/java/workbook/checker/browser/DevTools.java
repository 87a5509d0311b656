package workbook.checker.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.ruiyun.jvppeteer.api.core.CDPSession;
import com.ruiyun.jvppeteer.cdp.entities.TargetInfo;
import com.ruiyun.jvppeteer.transport.CdpConnection;
import com.ruiyun.jvppeteer.transport.WebSocketTransportFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The line to a browser, over jvppeteer: commands of the DevTools protocol and their answers, each with a limit. The only
 * type that knows the library.
 */
final class DevTools implements AutoCloseable {

    /** A tab: it takes commands of its own. */
    static final class Tab {

        private final CDPSession session;
        private final String target;

        private Tab(CDPSession session, String target) {
            this.session = session;
            this.target = target;
        }

        /** @throws NoReply if none comes in time */
        JsonNode send(String method, Map<String, ?> parameters, Duration limit) {
            return within(method, () -> session.send(method, new HashMap<>(parameters), millis(limit), true));
        }
    }

    /** A command was not answered, or refused. */
    static final class NoReply extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoReply(String method, Throwable cause) {
            super(method, cause);
        }
    }

    private static final Duration USUAL = Duration.ofSeconds(10);

    private final CdpConnection connection;

    private DevTools(CdpConnection connection) {
        this.connection = connection;
    }

    static DevTools connect(String address) throws Exception {
        int limit = millis(USUAL);
        return new DevTools(
                new CdpConnection(address, WebSocketTransportFactory.create(address, null, limit), 0, limit));
    }

    /**
     * A tab. It shares cookies and cache with the others, which is no harm: each page has a server, and so an origin, of
     * its own. A browser context for each would be a profile for each, and they make the browser slower and slower.
     */
    Tab open() {
        String target = send("Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        TargetInfo info = new TargetInfo();
        info.setTargetId(target);
        return new Tab(within("Target.attachToTarget", () -> connection.createSession(info)), target);
    }

    /** Closes a tab, even one whose page no longer answers. */
    void close(Tab tab) {
        send("Target.closeTarget", Map.of("targetId", tab.target));
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        return within(method, () -> connection.send(method, new HashMap<>(parameters), millis(USUAL), true));
    }

    private interface Command<T> {
        T run();
    }

    private static <T> T within(String method, Command<T> command) {
        try {
            T answer = command.run();
            if (answer == null) {
                throw new NoReply(method, null);
            }
            return answer;
        } catch (NoReply none) {
            throw none;
        } catch (RuntimeException e) {
            throw new NoReply(method, e);
        }
    }

    private static int millis(Duration limit) {
        return Math.toIntExact(limit.toMillis());
    }

    @Override
    public void close() {
        connection.dispose();
    }
}
