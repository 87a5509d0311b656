package workbook.checker.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.browser.DevTools.NoReply;
import workbook.checker.browser.DevTools.Tab;
import workbook.checker.scripted.Site;

@Needs("chromium")
class DevToolsTest {

    /** For an answer that surely comes. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Whoever waits this long was not told that no answer will come. */
    private static final Duration FOREVER = Duration.ofHours(1);

    private static Browser browser;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = another();
    }

    @AfterAll
    static void endBrowser() {
        browser.close();
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void anAnswerThatComesLateIsNobodyElses() {
        try (Tab tab = browser.open()) {
            String asked = "new Promise((done) => answer = done)";
            assertThrows(NoReply.class, () -> evaluate(tab, asked, Duration.ofMillis(200)));
            assertEquals("own", text(tab, "answer('late'); new Promise((done) => setTimeout(() => done('own')))"));
        }
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        try (Tab tab = browser.open()) {
            List<String> numbers =
                    IntStream.range(0, 500).mapToObj(Integer::toString).toList();
            List<Future<String>> answers = new ArrayList<>();
            for (String number : numbers) {
                String inAnyOrder = "new Promise((done) => setTimeout(() => done('%s'), 5 * Math.random()))";
                answers.add(threads.submit(() -> text(tab, inAnyOrder.formatted(number))));
            }
            List<String> received = new ArrayList<>();
            for (Future<String> answer : answers) {
                received.add(answer.get());
            }
            assertEquals(numbers, received);
        }
    }

    @Test
    void aLargeAnswerComesWhole() {
        try (Tab tab = browser.open()) {
            assertEquals("aé汉🙂".repeat(500_000), text(tab, "'aé汉🙂'.repeat(500_000)"));
        }
    }

    @Test
    void anAnswerBeyondTheBoundEndsTheConnectionForAllWhoWait() throws Exception {
        try (Browser mortal = another()) {
            Tab tab = mortal.open();
            List<Future<?>> waiting = waiting(tab);
            String tooLong = "'x'.repeat(%d)".formatted(Replies.LONGEST);
            NoReply none = assertThrows(NoReply.class, () -> evaluate(tab, tooLong, FOREVER));
            assertTrue(none.getCause().getMessage().contains("more than 16777216 characters"));
            requireNoReply(waiting);
            assertThrows(NoReply.class, mortal::open);
        }
    }

    @Test
    void aBrowserThatDiesAnswersAllWhoWait() throws Exception {
        try (Browser mortal = another()) {
            List<Future<?>> waiting = waiting(mortal.open());
            ProcessHandle.of(mortal.pid()).orElseThrow().destroyForcibly();
            requireNoReply(waiting);
            assertThrows(NoReply.class, mortal::open);
        }
    }

    @Test
    void theEndAnswersAllWhoWait() throws Exception {
        Browser mortal = another();
        List<Future<?>> waiting = waiting(mortal.open());
        mortal.close();
        requireNoReply(waiting);
    }

    @Test
    void aPageThatCrashesAnswersAllWhoWait() {
        try (Tab tab = browser.open()) {
            List<Future<?>> waiting = waiting(tab);
            waiting.add(threads.submit(() -> tab.send("Page.crash", Map.of(), FOREVER)));
            requireNoReply(waiting);
            requireNoReply(List.of(threads.submit(() -> evaluate(tab, "'after the crash'", FOREVER))));
        }
        try (Tab next = browser.open()) {
            assertEquals("works", text(next, "'works'"));
        }
    }

    @Test
    void aTabThatIsClosedAnswersAllWhoWait() {
        Tab tab = browser.open();
        List<Future<?>> waiting = waiting(tab);
        tab.close();
        requireNoReply(waiting);
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() {
        try (Tab tab = browser.open()) {
            List<Future<?>> waiting = waiting(tab);
            threads.shutdownNow();
            requireNoReply(waiting);
            assertEquals("works", text(tab, "'works'"));
        }
    }

    @Test
    void whatIsNoBrowserIsRefused() {
        try (Site site = Site.start(path -> Optional.empty(), (request, answer) -> answer.missing())) {
            URI address = URI.create(site.uri().toString().replace("http:", "ws:"));
            IOException refused = assertThrows(IOException.class, () -> DevTools.connect(address));
            assertEquals("no DevTools at " + address, refused.getMessage());
        }
    }

    private static Browser another() throws NoBrowser {
        return Browser.start(Installed.here().find(Optional.empty()), List.of(), LIMIT);
    }

    /** Commands that the page has, and will never answer. */
    private List<Future<?>> waiting(Tab tab) {
        List<Future<?>> waiting = new ArrayList<>();
        evaluate(tab, "asked = 0", LIMIT);
        for (int i = 0; i < 3; i++) {
            waiting.add(threads.submit(() -> evaluate(tab, "new Promise(() => asked++)", FOREVER)));
        }
        evaluate(tab, "new Promise((done) => setInterval(() => asked === 3 && done()))", LIMIT);
        return waiting;
    }

    private static void requireNoReply(List<Future<?>> waiting) {
        assertTimeoutPreemptively(LIMIT, () -> {
            for (Future<?> answer : waiting) {
                ExecutionException none = assertThrows(ExecutionException.class, answer::get);
                assertEquals(NoReply.class, none.getCause().getClass());
            }
        });
    }

    private static String text(Tab tab, String expression) {
        return evaluate(tab, expression, LIMIT).path("result").path("value").asText();
    }

    private static JsonNode evaluate(Tab tab, String expression, Duration limit) {
        return tab.send(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true),
                limit);
    }
}
