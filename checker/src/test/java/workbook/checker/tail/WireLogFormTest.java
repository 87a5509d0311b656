package workbook.checker.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.checker.Needs;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.Page;
import workbook.checker.faulty.Handler;
import workbook.checker.http.HeaderField;
import workbook.checker.http.WireLimits;
import workbook.checker.probe.Connection;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/** What the page of {@code --web} is sent, and what it makes of it in a browser. */
@Timeout(90)
class WireLogFormTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Sends an event in two chunks, then another that names the secret of its reader. */
    private static ScriptedServer serving() {
        return Handler.start(0, (request, reply) -> {
            reply.eventStream();
            reply.write("id: 7\nda");
            reply.write("ta: one\n\n");
            reply.write(": beat\n\ndata: for s3cret-of-mine\n\n");
            reply.answer().hold();
        });
    }

    private static final class Followed implements AutoCloseable {
        private final CompletableFuture<WireLogForm> form = new CompletableFuture<>();
        private final Tail tail;
        private final CompletableFuture<TailEnding> ending;

        Followed(URI server) {
            Following following = Following.of(server)
                    .with(new HeaderField("Authorization", "Bearer s3cret-of-mine"))
                    .once();
            following.as(output -> {
                form.complete(WireLogForm.beside(
                        new LineForm(output, false), following.endpoint(), output.secrecy(), Language.EN));
                return form.join();
            });
            tail = following.tail();
            ending = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return tail.run();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    command -> Thread.ofPlatform().daemon().start(command));
        }

        URI page() {
            return form.join().page();
        }

        /** Ends the tail, and then its page. */
        void end() {
            tail.stop();
            ending.join();
            form.join().close();
        }

        @Override
        public void close() {
            end();
        }
    }

    private static Connection lines(URI page, String... headers) {
        WireRequest request = WireRequest.get(page.resolve("/lines"));
        for (int i = 0; i < headers.length; i += 2) {
            request = request.with(headers[i], headers[i + 1]);
        }
        return Connection.watch(Text.same("a page"), request, request, WireLimits.DEFAULT, Optional.empty());
    }

    private static List<JsonNode> shown(Connection page) {
        return page.events().stream()
                .map(event -> event.item())
                .filter(event -> event.type().equals("line"))
                .map(WireLogFormTest::json)
                .toList();
    }

    private static JsonNode json(StreamItem.Event event) {
        try {
            return JSON.readTree(event.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean says(Connection page, String text) {
        return shown(page).stream().anyMatch(line -> line.path("text").asText().contains(text));
    }

    @Test
    void aPageGetsTheBytesAndWhatTheyMake() {
        try (ScriptedServer server = serving();
                Followed followed = new Followed(server.uri());
                Connection page = lines(followed.page())) {
            assertTrue(page.await(() -> says(page, "beat"), LIMIT), () -> shown(page)
                    .toString());
            List<String> lines = new ArrayList<>();
            for (JsonNode line : shown(page)) {
                if (!line.path("kind").asText().equals("head")) {
                    lines.add(
                            line.path("kind").asText() + " " + line.path("text").asText() + " "
                                    + (line.path("chunkEdge").asBoolean() ? "chunk " : "") + line.path("dispatched"));
                }
            }
            assertEquals(
                    List.of(
                            "sent GET /events []",
                            "bytes id: 7\\nda chunk []",
                            "bytes ta: one\\n\\n chunk [\"message \\\"one\\\"  id 7\"]",
                            "bytes : beat\\n\\ndata: for ***\\n\\n chunk [\"message \\\"for ***\\\"  id 7\"]"),
                    lines);
            String about = page.events().getFirst().item().data();
            assertTrue(about.contains("/events") && about.contains("curl "), about);
            assertTrue(!about.contains("s3cret"), about);
            followed.end();
            assertTrue(page.awaitEnd(LIMIT).isPresent());
            assertEquals("over", page.events().getLast().item().type());
        }
    }

    @Test
    void aPageThatComesBackGetsWhatItMissed() {
        try (ScriptedServer server = serving();
                Followed followed = new Followed(server.uri());
                Connection first = lines(followed.page())) {
            assertTrue(first.await(() -> says(first, "beat"), LIMIT));
            List<JsonNode> all = shown(first);
            try (Connection back = lines(followed.page(), "Last-Event-ID", "3")) {
                assertTrue(back.await(() -> shown(back).size() == all.size() - 3, LIMIT));
                assertEquals(all.subList(3, all.size()), shown(back));
            }
        }
    }

    @Test
    void aPageThatIsTooLateIsToldHowMuchItMissed() {
        try (WireLogPage log = WireLogPage.start("a stream", "curl")) {
            for (int i = 1; i <= 1500; i++) {
                log.add(JsonNodeFactory.instance.objectNode().put("n", i));
            }
            try (Connection page = lines(log.uri())) {
                assertTrue(page.await(() -> shown(page).size() == 1000, LIMIT));
                assertEquals("missed", page.events().get(1).item().type());
                assertEquals("500", page.events().get(1).item().data());
                assertEquals(501, shown(page).getFirst().path("n").asInt());
            }
        }
    }

    @Test
    void aPageOfAnotherNameGetsNothing() {
        try (WireLogPage log = WireLogPage.start("a stream", "curl");
                Connection foreign = lines(log.uri(), "Host", "foreign.example")) {
            assertEquals(421, foreign.awaitHead(LIMIT).orElseThrow().status());
        }
    }

    @Test
    @Needs("chromium")
    void aBrowserShowsIt() throws Exception {
        try (ScriptedServer server = serving();
                Followed followed = new Followed(server.uri());
                Page page = Browsers.open(Optional.empty())) {
            page.open(followed.page());
            assertTrue(page.await("document.querySelectorAll('.wire-event').length === 2", LIMIT));
            assertEquals(List.of("message \"one\"  id 7", "message \"for ***\"  id 7"), page.texts(".wire-event"));
            followed.end();
            assertTrue(page.await("document.querySelector('[data-said]').textContent.includes('has ended')", LIMIT));
            assertTrue(page.deeds().stream().noneMatch(Page.Deed::error), () -> page.deeds()
                    .toString());
        }
    }
}
