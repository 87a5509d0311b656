package workbook.checker.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static workbook.checker.text.Text.text;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.http.WireItem;
import workbook.checker.probe.Connection;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.wire.WireEntry;
import workbook.checker.wire.WireRequest;

/**
 * Serves a page, and beside it, on the same origin, the stream of an endpoint: every byte of the answer as it comes. So
 * the page needs no CORS, the stream can be cut, and it is known what the browser was sent.
 */
final class PageRelay implements AutoCloseable {

    /** Fields of the browser's request that name the relay, or hold for one connection. */
    private static final Set<String> NOT_PASSED = Set.of("host", "connection", "referer", "origin", "cookie");

    /** A page that is answered again and again comes back so often at most. */
    private static final int MOST = 3;

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Observation seen;
    private final Places place;
    private final String page;
    private final ScriptedServer server;
    private final List<Relayed> relayed = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<NotSeen> unreached = new AtomicReference<>();

    /**
     * One request of the browser.
     *
     * @param lastEventId as the browser sent it; empty if it sent none
     */
    record Relayed(String lastEventId, Connection connection, Answer answer) {}

    /** @param place for the one stream that the page reads at a time */
    PageRelay(Observation seen, Places place, String page) {
        this.seen = seen;
        this.place = place;
        this.page = page;
        this.server = ScriptedServer.start(0, this::answer);
    }

    URI page() {
        return server.uri().resolve("/");
    }

    private void answer(Request request, Answer answer) throws Exception {
        if (request.line().equals("GET /")) {
            answer.whole("200 OK", "text/html; charset=utf-8", page);
        } else if (request.line().equals("GET /stream") && asked.incrementAndGet() <= MOST) {
            relay(request, answer);
        } else {
            answer.missing();
        }
    }

    private void relay(Request request, Answer answer) {
        try (Connection connection = place.openApart(text("the browser", "浏览器"), asked(request))) {
            synchronized (relayed) {
                relayed.add(new Relayed(request.header("last-event-id").orElse(""), connection, answer));
            }
            int passed = 0;
            while (answer.open()) {
                List<WireEntry> log = connection.exchange().log();
                for (; passed < log.size(); passed++) {
                    if (log.get(passed).item() instanceof WireItem.Received part) {
                        answer.raw(part.bytes().toByteArray());
                    }
                }
                if (connection.end().isPresent()) {
                    answer.cut();
                    return;
                }
                int known = passed;
                connection.exchange().await(() -> connection.exchange().log().size() > known, LOOK);
            }
        } catch (NotSeen none) {
            unreached.set(none);
            answer.cut();
        }
    }

    /** The browser's request, with what every request of the user has. */
    private WireRequest asked(Request request) {
        Endpoint endpoint = seen.plan().endpoint();
        WireRequest sent = endpoint.plain();
        for (Map.Entry<String, String> field : request.headers().entrySet()) {
            String name = field.getKey();
            boolean given = endpoint.headers().stream().anyMatch(own -> own.isNamed(name));
            if (!given && !NOT_PASSED.contains(name)) {
                sent = sent.with(name, field.getValue().getBytes(UTF_8));
            }
        }
        return sent;
    }

    /** The requests so far, in order. */
    List<Relayed> relayed() {
        synchronized (relayed) {
            return List.copyOf(relayed);
        }
    }

    /** @throws NotSeen if the relay itself had no connection for the browser */
    void requireReached() {
        NotSeen none = unreached.get();
        if (none != null) {
            throw none;
        }
    }

    /** Cuts the stream that the browser reads. */
    void cut() {
        relayed().getLast().answer().cut();
    }

    @Override
    public void close() {
        server.close();
    }
}
