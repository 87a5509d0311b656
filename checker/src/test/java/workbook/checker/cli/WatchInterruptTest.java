package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import workbook.checker.Needs;
import workbook.checker.SmallWorkbook;

/** Ctrl+C in a watch on a real terminal, in the midst of a check. */
@Needs("python3")
@Isolated("who presses a key waits for what a busy machine may do late")
class WatchInterruptTest {

    @TempDir
    Path folder;

    @Test
    void nothingIsLeftOfItAndTheTerminalIsAsItWas() throws Exception {
        SmallWorkbook workbook = SmallWorkbook.in(folder);
        workbook.replace(
                "exercises/8.1-verdicts/src/main/java/workbook/Main.java",
                "exchange.sendResponseHeaders(200, -1);",
                "java.nio.file.Files.writeString(java.nio.file.Path.of(\""
                        + workbook.root().resolve("asked")
                        + "\"), \"\"); java.util.concurrent.locks.LockSupport.parkNanos(Long.MAX_VALUE);"
                        + " exchange.sendResponseHeaders(200, -1);");
        Path script = Path.of("src/test/resources/terminal/interrupt.py").toAbsolutePath();
        Process process = Shell.in(workbook.root())
                .with("TERM", "xterm")
                .onTerminal(100)
                .startBehind(List.of("python3", script.toString()), "watch", "8.1");

        assertTrue(process.waitFor(90, TimeUnit.SECONDS), "it went on");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("130 cooked silent", said.strip(), () -> said + read(process));
        assertEquals(List.of(), workbook.processes());
    }

    private static String read(Process process) {
        return process.errorReader().lines().toList().toString();
    }
}
