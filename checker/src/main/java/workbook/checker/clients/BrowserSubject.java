package workbook.checker.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.browser.Page;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.ScriptedServer;

/** EventSource in a real browser: one page in which each client is an EventSource, and which posts what they see. */
public final class BrowserSubject implements Subject {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PAGE =
            """
            <!doctype html><meta charset="utf-8"><title>EventSource under test</title><script>
            const PART = 200_000; // the server takes a MiB at most
            const clients = new Map();
            let queue = [], sending = false;
            async function send() {
                if (sending) return;
                sending = true;
                while (queue.length > 0) {
                    let text = JSON.stringify(queue.splice(0, 2000));
                    for (; text.length > PART; text = text.slice(PART)) {
                        await fetch("/more", { method: "POST", body: text.slice(0, PART) });
                    }
                    await fetch("/seen", { method: "POST", body: text });
                }
                sending = false;
            }
            function tell(client, seen) { queue.push({ client, seen }); send(); }
            function start(client, url, types) {
                const source = new EventSource(url);
                clients.set(client, source);
                for (const type of new Set(["message", ...types])) {
                    source.addEventListener(type, ({ type, data, lastEventId }) => tell(client, { type, data, id: lastEventId }));
                }
                source.onopen = () => tell(client, { open: true });
                source.onerror = () => tell(client, { error: "readyState " + source.readyState });
            }
            function stop(client) { clients.get(client)?.close(); clients.delete(client); }
            </script>
            """;

    private final Map<Integer, Sightings> clients = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    /** What the page has posted of a text that is too long for one request; it posts one after the other. */
    private final StringBuffer parts = new StringBuffer();

    private final ScriptedServer server;
    private final Page page;
    private final String name;

    /** @param page an empty page, which is closed with the subject */
    public BrowserSubject(Page page, String name) {
        this.page = page;
        this.name = name;
        this.server = ScriptedServer.start(0, this::answer);
        page.open(server.uri().resolve("/"));
    }

    private void answer(Request request, Answer answer) throws Exception {
        switch (request.line()) {
            case "GET /" -> answer.whole("200 OK", "text/html; charset=utf-8", PAGE);
            case "POST /more" -> {
                parts.append(request.text());
                answer.whole("200 OK", "text/plain", "");
            }
            case "POST /seen" -> {
                String all = parts.append(request.text()).toString();
                parts.setLength(0);
                for (JsonNode one : JSON.readTree(all)) {
                    Sightings sightings = clients.get(one.get("client").asInt());
                    if (sightings != null) {
                        sightings.add(Seen.of(one.get("seen").toString()));
                    }
                }
                answer.whole("200 OK", "text/plain", "");
            }
            default -> answer.missing();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Client start(URI stream, Set<String> types, Sightings sightings) {
        int number = last.incrementAndGet();
        clients.put(number, sightings);
        call("start(" + number + ", " + Page.quoted(stream.toString()) + ", " + json(types) + ")");
        return new Client() {
            @Override
            public boolean ended() {
                return false;
            }

            @Override
            public void stop() {
                call("stop(" + number + ")");
            }

            @Override
            public void close() {
                clients.remove(number);
                call("stop(" + number + ")");
            }
        };
    }

    private synchronized void call(String expression) {
        page.evaluate("void " + expression);
    }

    private static String json(Set<String> types) {
        try {
            return JSON.writeValueAsString(types).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a set of strings is always JSON", e);
        }
    }

    @Override
    public void close() {
        page.close();
        server.close();
    }
}
