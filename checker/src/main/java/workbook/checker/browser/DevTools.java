package workbook.checker.browser;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import workbook.checker.server.MachinePace;

/**
 * The connection to a browser: commands of the Chrome DevTools Protocol and their answers, each with a limit. Any thread
 * may send a command, and waits for the answer.
 */
final class DevTools implements AutoCloseable {

    /** A tab: it takes commands of its own. */
    final class Tab implements AutoCloseable {

        private final String target;
        private final String session;

        private Tab(String target, String session) {
            this.target = target;
            this.session = session;
        }

        /** @throws NoReply if none comes in time, or the browser refuses */
        JsonNode send(String method, Map<String, ?> parameters, Duration limit) {
            return DevTools.this.send(method, parameters, session, limit);
        }

        /** Closes it, even if its page no longer answers. */
        @Override
        public void close() {
            DevTools.this.send("Target.closeTarget", Map.of("targetId", target));
        }
    }

    /** A command was not answered in time, or refused, or the browser has gone. */
    static final class NoReply extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoReply(String method, Throwable cause) {
            super(method, cause);
        }
    }

    /** On a quiet machine, for what a browser does itself: a first tab starts processes. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final WebSocket socket;
    private final Replies replies;
    private final AtomicLong commands = new AtomicLong();
    private final ReentrantLock sending = new ReentrantLock();

    private DevTools(HttpClient client, WebSocket socket, Replies replies) {
        this.client = client;
        this.socket = socket;
        this.replies = replies;
    }

    /**
     * Connects to a browser.
     *
     * @param address as the browser tells it, for example {@code ws://127.0.0.1:9222/devtools/browser/1f0e}
     */
    static DevTools connect(URI address) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
        Replies replies = new Replies();
        try {
            WebSocket socket =
                    client.newWebSocketBuilder().buildAsync(address, replies).get(limit().toNanos(), NANOSECONDS);
            return new DevTools(client, socket, replies);
        } catch (ExecutionException | TimeoutException e) {
            client.shutdownNow();
            throw new IOException("no DevTools at " + address, e);
        } catch (InterruptedException e) {
            client.shutdownNow();
            throw e;
        }
    }

    /**
     * Opens a tab. It shares cookies and cache with the others, which is no harm: each page has a server, and so an
     * origin, of its own. A browser context or a window for each would make the browser slower and slower.
     *
     * @throws NoReply if the browser does not
     */
    Tab open() {
        String target = send("Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        String session = send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        return new Tab(target, session);
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        return send(method, parameters, Replies.BROWSER, limit());
    }

    private JsonNode send(String method, Map<String, ?> parameters, String session, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long id = commands.incrementAndGet();
        CompletableFuture<JsonNode> answer = replies.expect(id, session);
        try {
            send(message(id, method, parameters, session), deadline);
            return answer.get(deadline - System.nanoTime(), NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NoReply(method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoReply(method, e);
        } finally {
            replies.forget(id);
        }
    }

    private static Duration limit() {
        return MachinePace.now().stretch(LIMIT);
    }

    private static String message(long id, String method, Map<String, ?> parameters, String session) {
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        if (!session.equals(Replies.BROWSER)) {
            command.put("sessionId", session);
        }
        return command.toString();
    }

    /** A WebSocket takes one message at a time. */
    private void send(String message, long deadline) throws ExecutionException, TimeoutException, InterruptedException {
        if (!sending.tryLock(deadline - System.nanoTime(), NANOSECONDS)) {
            throw new TimeoutException("the browser takes no commands");
        }
        try {
            socket.sendText(message, true).get(deadline - System.nanoTime(), NANOSECONDS);
        } finally {
            sending.unlock();
        }
    }

    /** Ends the connection without a word, and waits for nobody. Whoever waits for an answer gets {@link NoReply}. */
    @Override
    public void close() {
        replies.end("the connection was closed here");
        socket.abort();
        client.shutdownNow();
    }
}
