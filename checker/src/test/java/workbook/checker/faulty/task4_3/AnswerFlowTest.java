package workbook.checker.faulty.task4_3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.Page;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.Site;
import workbook.checker.scripted.Site.Content;
import workbook.checker.workbook.Home;

/** The page of the solution while very many tokens come at once. */
@Needs("chromium")
class AnswerFlowTest {

    private static final int TOKENS = 20_000;
    private static final int BATCH = 400;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ANSWER = "document.querySelector('[data-answer]')";

    private final Semaphore batches = new Semaphore(1);

    /**
     * Each batch is sent when the one before can be seen. A page that draws once a frame then makes about one text of
     * each batch, and one that draws each token makes 20,000, with as many layouts.
     */
    @Test
    void drawsOnceAFrame() throws Exception {
        try (Site site = Site.start(AnswerFlowTest::file, this::answer);
                Page page = Browsers.open(Optional.empty())) {
            page.open(site.uri());
            page.evaluate("document.querySelector('[data-question]').value = 'why?'");
            page.click("[data-ask]");
            for (int tokens = BATCH; tokens <= TOKENS; tokens += BATCH) {
                assertTrue(page.await(
                        ANSWER + ".textContent.length >= " + text(tokens).length(), LIMIT));
                batches.release();
            }
            assertTrue(page.await("document.querySelector('[data-status]').textContent === 'done'", LIMIT));
            assertEquals(text(TOKENS), page.texts("[data-answer]").getFirst());
            int drawn = page.evaluate(ANSWER + ".childNodes.length").asInt();
            assertTrue(drawn < TOKENS / 20, "drawn " + drawn + " times");
        }
    }

    private void answer(Request request, Answer answer) throws InterruptedException {
        if (request.line().equals("POST /questions")) {
            answer.whole("201 Created", "application/json", "{\"id\": \"1\", \"events\": \"/questions/1/events\"}");
            return;
        }
        answer.eventStream();
        for (int from = 0; from < TOKENS; from += BATCH) {
            batches.acquire();
            StringBuilder events = new StringBuilder();
            for (int n = from; n < from + BATCH; n++) {
                events.append(event("token", "{\"text\": \"" + word(n).replace("\n", "\\n") + "\"}"));
            }
            answer.write(events.toString());
        }
        answer.write(event("done", "{\"tokens\": " + TOKENS + ", \"ms\": 1}"));
    }

    private static String event(String type, String data) {
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    private static String word(int n) {
        return n % 40 == 39 ? "\n" : String.format(Locale.ROOT, " w%d", n);
    }

    private static String text(int tokens) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < tokens; n++) {
            text.append(word(n));
        }
        return text.toString();
    }

    private static Optional<Content> file(String path) {
        Path web = Home.find().root().resolve("web");
        return switch (path) {
            case "/" -> content(web.resolve("4.3-ai-stream/index.html"), "text/html");
            case "/app.js" ->
                content(
                        Home.find().root().resolve("solutions/4.3-ai-stream/src/main/resources/web/app.js"),
                        "text/javascript");
            case "/page.js" -> content(web.resolve("page.js"), "text/javascript");
            case "/workbook.css" -> content(web.resolve("workbook.css"), "text/css");
            default -> Optional.empty();
        };
    }

    private static Optional<Content> content(Path file, String type) {
        try {
            return Optional.of(
                    new Content(type + ";charset=utf-8", Files.readString(file).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
