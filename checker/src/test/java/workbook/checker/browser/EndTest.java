package workbook.checker.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import workbook.checker.Needs;
import workbook.checker.cli.Sse;
import workbook.checker.workbook.Home;

/** Ctrl-C in the middle of a page check leaves no process and no profile. */
@Needs("chromium")
@DisabledOnOs(OS.WINDOWS)
class EndTest {

    private static final String PROFILE = "--user-data-dir=";

    @Test
    void nothingIsLeftAfterCtrlC() throws Exception {
        Process checker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dworkbook.home=" + Home.find().root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sse.class.getName(),
                        "check",
                        "2.2",
                        "--solutions")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            // The server under test, the browser, and one process of it for a page.
            assertTrue(await(() -> checker.descendants().anyMatch(EndTest::showsAPage)), "no page was opened");
            List<ProcessHandle> all = checker.descendants().toList();
            assertTrue(all.size() > 3, all.size() + " processes");
            Path profile = all.stream().flatMap(EndTest::profile).findFirst().orElseThrow();
            new ProcessBuilder("kill", "-INT", Long.toString(checker.pid()))
                    .start()
                    .waitFor();
            assertTrue(checker.waitFor(60, TimeUnit.SECONDS), "the checker goes on");
            assertTrue(await(() -> all.stream().noneMatch(ProcessHandle::isAlive)));
            assertEquals(0, all.stream().filter(ProcessHandle::isAlive).count());
            assertFalse(Files.exists(profile), "the profile is left in " + profile);
        } finally {
            checker.descendants().forEach(ProcessHandle::destroyForcibly);
            checker.destroyForcibly();
        }
    }

    private static boolean showsAPage(ProcessHandle process) {
        return arguments(process).contains("--type=renderer");
    }

    private static Stream<Path> profile(ProcessHandle process) {
        return arguments(process).stream()
                .filter(argument -> argument.startsWith(PROFILE))
                .map(argument -> Path.of(argument.substring(PROFILE.length())));
    }

    private static List<String> arguments(ProcessHandle process) {
        return Arrays.asList(process.info().arguments().orElse(new String[0]));
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
