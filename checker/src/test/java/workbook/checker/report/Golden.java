package workbook.checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
            if (recording()) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual);
            }
            assertTrue(Files.exists(file), () -> file + " is missing: record it with -Dgolden.record=true");
            assertSame(file, Files.readString(file), actual);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same for some sections of a file: those that begin with the same lines are compared, and the others may say what
     * they will. Recording writes these alone.
     *
     * @param actual sections, each of which begins with a line of its own that begins with {@code ##}
     */
    public static void verifySections(String name, List<String> actual) {
        Path file = FOLDER.resolve(name);
        if (recording() || !Files.exists(file)) {
            verify(name, String.join("\n", actual));
            return;
        }
        Set<String> headings = actual.stream().map(Golden::heading).collect(Collectors.toSet());
        String expected = sections(file).stream()
                .filter(section -> headings.contains(heading(section)))
                .collect(Collectors.joining("\n"));
        assertSame(file, expected, String.join("\n", actual));
    }

    /** The first line of each section. */
    public static List<String> headings(String name) {
        return sections(FOLDER.resolve(name)).stream().map(Golden::heading).toList();
    }

    private static List<String> sections(Path file) {
        try {
            return List.of(Files.readString(file).split("\n(?=## )"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String heading(String section) {
        return section.lines().findFirst().orElseThrow();
    }

    private static void assertSame(Path file, String expected, String actual) {
        assertEquals(
                String.join("\n\n", without(expected, actual)),
                String.join("\n\n", without(actual, expected)),
                () -> file + ", the parts that differ (-Dgolden.record=true records it again)");
        assertEquals(expected, actual, () -> file + ", the order of its parts");
    }

    /** Whether this run writes the files, and so compares nothing. */
    public static boolean recording() {
        return Boolean.getBoolean("golden.record");
    }

    /** Whether this is a part of what was recorded. While recording, everything is. */
    public static boolean knows(String name, String part) {
        Path file = FOLDER.resolve(name);
        try {
            return recording() || Files.exists(file) && (Files.readString(file) + "\n").contains(part.strip() + "\n\n");
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
