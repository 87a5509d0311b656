package workbook.checker.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.QuickStart;

/** Several commands add to one file at the same time. */
@Timeout(120)
class SharedFileTest {

    private static final int LINES = 100;

    @TempDir
    Path folder;

    /** Reads a number and writes the next one, many times. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        for (int line = 0; line < LINES; line++) {
            SharedFile.change(file, () -> {
                int number = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
                Folders.replace(file, fresh -> Files.writeString(fresh, Integer.toString(number + 1)));
                return number;
            });
        }
    }

    @Test
    void nothingIsLostAmongProcesses() throws Exception {
        Path file = folder.resolve("kept/number");
        List<Process> all = new ArrayList<>();
        try {
            for (int writer = 0; writer < 3; writer++) {
                List<String> command = new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()));
                command.addAll(QuickStart.OPTIONS);
                command.addAll(List.of(SharedFileTest.class.getName(), file.toString()));
                all.add(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            for (Process writer : all) {
                assertTrue(writer.waitFor(60, TimeUnit.SECONDS));
                assertEquals(0, writer.exitValue());
            }
        } finally {
            all.forEach(Process::destroyForcibly);
        }
        assertEquals(Integer.toString(3 * LINES), Files.readString(file));
    }
}
