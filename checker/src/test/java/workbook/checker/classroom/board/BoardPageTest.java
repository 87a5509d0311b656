package workbook.checker.classroom.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.Needs;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.Page;
import workbook.checker.classroom.board.BoardClient.Outcome;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/** The page of the board in a real browser. */
@Needs("chromium")
@Timeout(90)
class BoardPageTest {

    private static final TaskCatalogue CATALOGUE = new TaskCatalogue(Home.find(), WorkbookReader.workbook(Home.find()));
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    @TempDir
    Path folder;

    @Test
    void namesAreTextAndARestartIsSurvived() throws Exception {
        Path file = folder.resolve("reports.jsonl");
        BoardServer board = BoardServer.start(file, CATALOGUE, "127.0.0.1", 0);
        int port = board.port();
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        try (Page page = Browsers.open(Optional.empty())) {
            page.open(uri);
            report(uri, MARKUP, board.code(), "failed");
            assertTrue(page.await("document.querySelector('[data-rows] th')?.textContent === '" + MARKUP + "'", LIMIT));
            assertTrue(page.await("document.querySelector('[data-common]').textContent.startsWith('3.1/3 ')", LIMIT));
            assertTrue(page.await("document.querySelector('[data-cause]').textContent.length > 20", LIMIT));
            assertTrue(page.await("document.querySelectorAll('main img, main script').length === 0", LIMIT));
            board.close();
            assertTrue(page.await("document.querySelector('[data-live]').dataset.tone === 'warn'", LIMIT));
            board = BoardServer.start(file, CATALOGUE, "127.0.0.1", port);
            report(uri, "Ada", board.code(), "passed");
            assertTrue(page.await("document.querySelectorAll('[data-rows] tr').length === 2", LIMIT));
            assertTrue(page.await("document.querySelector('[data-live]').dataset.tone === 'good'", LIMIT));
            assertTrue(page.deeds().stream().noneMatch(deed -> deed.toString().contains("dialog")));
        } finally {
            board.close();
        }
    }

    @Test
    void aNarrowWindowScrollsTheTableAndNotThePage() throws Exception {
        try (BoardServer board = BoardServer.start(folder.resolve("reports.jsonl"), CATALOGUE, "127.0.0.1", 0);
                Page page = Browsers.open(Optional.empty())) {
            URI uri = URI.create("http://127.0.0.1:" + board.port() + "/");
            page.size(360, 740);
            page.open(uri);
            report(uri, "Ada", board.code(), "failed");
            assertTrue(page.await("document.querySelectorAll('[data-rows] tr').length === 1", LIMIT));
            assertTrue(
                    page.await("document.documentElement.scrollWidth <= document.documentElement.clientWidth", LIMIT));
        }
    }

    /** A client gives up after a second, so that nobody waits for a board: on a busy machine it tries again. */
    private static void report(URI uri, String name, String code, String verdict) {
        BoardMessage message =
                new BoardMessage(name, Map.of("3.1", new BoardMessage.TaskState(verdict, Map.of(3, verdict))));
        Outcome outcome = Outcome.NOT_REACHED;
        for (long end = System.nanoTime() + LIMIT.toNanos();
                outcome == Outcome.NOT_REACHED && System.nanoTime() - end < 0; ) {
            outcome = BoardClient.bring(new Membership(uri, name, code), message);
        }
        assertEquals(Outcome.TAKEN, outcome);
    }
}
