package workbook.checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that hold what a reporter wrote when a person last approved it. To record them again, and then read the difference:
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
            String expected = Files.readString(file);
            assertEquals(
                    String.join("\n\n", without(expected, actual)),
                    String.join("\n\n", without(actual, expected)),
                    () -> file + ", the parts that differ (-Dgolden.record=true records it again)");
            assertEquals(expected, actual, () -> file + ", the order of its parts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this is a part of what was recorded. While recording, everything is. */
    public static boolean knows(String name, String part) {
        Path file = FOLDER.resolve(name);
        try {
            return Boolean.getBoolean("golden.record")
                    || Files.exists(file) && (Files.readString(file) + "\n").contains(part.strip() + "\n\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paragraphs that {@code other} lacks: nobody should have to search 400 lines for the one that differs. */
    private static List<String> without(String text, String other) {
        List<String> rest = new ArrayList<>(paragraphs(text));
        paragraphs(other).forEach(rest::remove);
        return rest;
    }

    private static List<String> paragraphs(String text) {
        return List.of(text.split("\n\n"));
    }
}
