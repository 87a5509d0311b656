package workbook.checker.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.Needs;
import workbook.checker.cli.Sse;
import workbook.checker.workbook.Home;

/** Ctrl-C in the middle of a page check leaves no process, no profile, and nothing of the browser beside it. */
@Needs("chromium")
@DisabledOnOs(OS.WINDOWS)
class BrowserEndTest {

    /** The server under test, and of the browser its main process, two zygotes, network, and one for the page. */
    private static final int RUNNING = 6;

    @TempDir
    private Path temporary;

    @Test
    void nothingIsLeftAfterCtrlC() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dworkbook.home=" + Home.find().root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sse.class.getName(),
                        "check",
                        "2.2",
                        "--solutions")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        command.environment().put("TMPDIR", temporary.toString());
        Process checker = command.start();
        try {
            assertTrue(
                    await(() -> hasProfile(temporary) && checker.descendants().count() >= RUNNING), "no page");
            List<ProcessHandle> all = checker.descendants().toList();
            new ProcessBuilder("kill", "-INT", Long.toString(checker.pid()))
                    .start()
                    .waitFor();
            assertTrue(checker.waitFor(60, TimeUnit.SECONDS), "the checker goes on");
            await(() -> all.stream().noneMatch(ProcessHandle::isAlive));
            assertEquals(0, all.stream().filter(ProcessHandle::isAlive).count());
            assertEquals(List.of(), named("", temporary));
        } finally {
            checker.descendants().forEach(ProcessHandle::destroyForcibly);
            checker.destroyForcibly();
        }
    }

    private static boolean hasProfile(Path folder) {
        return !named("sse-browser", folder).isEmpty();
    }

    private static List<String> named(String start, Path folder) {
        String[] names = folder.toFile().list((parent, name) -> name.startsWith(start));
        return names == null ? List.of() : List.of(names);
    }

    private static boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return true;
    }
}
