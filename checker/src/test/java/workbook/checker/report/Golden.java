package workbook.checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that hold what a reporter wrote when a person last read it. To record them again, and then read the difference:
 *
 * <pre>
 * mvn -pl checker test -Dtest='*ReportTest' -Dgolden.record=true
 * </pre>
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    public static void verify(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.record")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual);
            }
            assertTrue(Files.exists(file), () -> file + " is missing: record it with -Dgolden.record=true");
            assertEquals(Files.readString(file), actual, () -> file + " (-Dgolden.record=true records it again)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
