package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import workbook.checker.SmallWorkbook;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;

/** A watch without a terminal: verdict after verdict, one for each save. */
@ResourceLock(Resources.LOCALE)
class WatchTest {

    private static final String MAIN = "exercises/8.1-verdicts/src/main/java/workbook/Main.java";
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private SmallWorkbook workbook;
    private Thread watch;

    @BeforeEach
    void begin() {
        workbook = SmallWorkbook.in(folder);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(100, false, StandardCharsets.UTF_8);
        Screen screen = new Screen(stream, stream, terminal, Language.EN, false).in(workbook.root());
        watch = Thread.ofPlatform().start(() -> Sse.run(new String[] {"watch", "8.1"}, screen));
    }

    @AfterEach
    void end() throws InterruptedException {
        watch.interrupt();
        watch.join(10_000);
        assertEquals("", workbook.processes().stream().findFirst().orElse(""), "a server is left");
    }

    @Test
    void eachSaveGetsItsVerdict() throws InterruptedException {
        awaitVerdict(1, "✓ 8.1 Verdicts");
        workbook.replace(MAIN, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(404");
        awaitVerdict(2, "✗ 8.1/1");
        workbook.replace(MAIN, "exchange.sendResponseHeaders(404", "exchange.sendResponseHeaders(oops");
        awaitVerdict(3, "Your program does not compile");
        workbook.replace(MAIN, "exchange.sendResponseHeaders(oops", "exchange.sendResponseHeaders(200");
        awaitVerdict(4, "✓ 8.1/1"); // what was waited for, before the others have been checked
        awaitVerdict(5, "✓ 8.1 Verdicts");
        assertTrue(workbook.read(".sse/progress.txt").startsWith("8.1 passed 5/5 done "));
    }

    /**
     * The part of the output that ends with this verdict. A verdict that is printed twice for one save would make one
     * too many.
     */
    private void awaitVerdict(int number, String words) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT;
        while (verdicts().length <= number) {
            assertTrue(System.nanoTime() < deadline, this::said);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(verdicts()[number - 1].contains(words), this::said);
    }

    private String[] verdicts() {
        return said().split("verdict [\\d.]+ s after the save", -1);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
