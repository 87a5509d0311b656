package workbook.checker.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.browser.Page.Deed;
import workbook.checker.scripted.Site;
import workbook.checker.scripted.Site.Content;

@Needs("chromium")
class PageTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void tellsWhatAPageDoes() throws Exception {
        String app =
                """
                console.log("hello", 1);
                const source = new EventSource("/events");
                source.onmessage = ({ data }) => {
                  document.body.append(data);
                  alert("nobody answers this");
                  nothing.at.all;
                };
                """;
        try (Site site = Site.start(files(app), (request, answer) -> answer.eventStream()
                        .write("data: one\n\n")
                        .hold());
                Page page = Browsers.open(Optional.empty())) {
            page.open(site.uri());
            assertTrue(page.await("recorder.entries.some((entry) => entry.kind === 'error')", LIMIT));
            List<String> deeds = page.deeds().stream().map(PageTest::line).toList();
            assertEquals(
                    List.of(
                            "console.log hello 1 app.js:1:9",
                            "source EventSource: new EventSource(\"/events\") app.js:2:16",
                            "listener EventSource: onmessage app.js:3:18",
                            "event EventSource: open",
                            "dialog alert: nobody answers this app.js:5:3",
                            "error Uncaught ReferenceError: nothing is not defined app.js:6:3",
                            "change body gets \"one\""),
                    deeds);
            assertEquals("GET /events", site.answers().getFirst().request().line());
            assertTrue(page.screenshot().isPresent());
        }
    }

    /** What a page would do by timers is done at once, in order, and no more of it than is due by then. */
    @Test
    void timersPassWithoutBeingWaitedFor() throws Exception {
        String app =
                """
                const done = (window.done = []);
                setTimeout((word) => done.push(word), 5000, "five");
                setTimeout(() => {
                  done.push("three");
                  setTimeout(() => done.push("seven"), 4000);
                }, 3000);
                const cleared = setTimeout(() => done.push("never"), 1000);
                clearTimeout(cleared);
                const beat = setInterval(() => done.push("beat") && done.length > 5 && clearInterval(beat), 2000);
                setTimeout(() => done.push("an hour"), 3600000);
                """;
        try (Site site = Site.start(files(app), (request, answer) -> answer.missing());
                Page page = Browsers.open(Optional.empty())) {
            page.open(site.uri());
            page.evaluate("recorder.pass(8500)");
            assertEquals(
                    "beat three beat five beat seven beat",
                    page.evaluate("done.join(' ')").asText());
            page.evaluate("recorder.pass(100000)");
            assertEquals(7, page.evaluate("done.length").asInt());
        }
    }

    @Test
    void aFetchReadsThePiecesThatTheServerCut() throws Exception {
        String app =
                """
                const response = await fetch("/pieces");
                const reader = response.body.getReader();
                window.read = [];
                for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
                  read.push(value.length);
                }
                window.read.push(response.ok, response.url.endsWith("/pieces"), response.headers.get("content-type"));
                """;
        List<byte[]> pieces = List.of(new byte[3], new byte[1], new byte[70_000], new byte[2], new byte[1]);
        try (Site site = Site.start(files(app), (request, answer) -> answer.eventStreamReadAs(pieces));
                Page page = Browsers.open(Optional.empty())) {
            page.open(site.uri());
            assertTrue(page.await("window.read?.length >= 8", LIMIT));
            assertEquals(
                    "3,1,70000,2,1,true,true,text/event-stream",
                    page.evaluate("read.join()").asText());
        }
    }

    @Test
    void aPageThatHangsIsLeftAndTheNextOneWorks() throws Exception {
        try (Site site = Site.start(files(""), (request, answer) -> answer.missing())) {
            try (Page page = Browsers.open(Optional.empty())) {
                page.open(site.uri());
                page.evaluate("setTimeout(() => { for (;;); })");
                assertFalse(answers(page));
            }
            try (Page next = Browsers.open(Optional.empty())) {
                assertEquals(2, next.evaluate("1 + 1").asInt());
            }
        }
    }

    private static boolean answers(Page page) {
        try {
            return page.await("window.neverSet", LIMIT);
        } catch (PageHangs expected) {
            return false;
        }
    }

    private static String line(Deed deed) {
        return (deed.kind() + " " + deed.text() + " " + deed.where()).strip();
    }

    private static Function<String, Optional<Content>> files(String app) {
        return path -> switch (path) {
            case "/" -> content("text/html", "<!doctype html><body><script type=module src=app.js></script></body>");
            case "/app.js" -> content("text/javascript", app);
            default -> Optional.empty();
        };
    }

    private static Optional<Content> content(String type, String text) {
        return Optional.of(new Content(type, text.getBytes(StandardCharsets.UTF_8)));
    }
}
