package workbook.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.workbook.Home;

/**
 * No number is written with the digits of the machine's locale: where that is Arabic or Persian, a check would wait for
 * "answer ١", and a solution would send it. The command line sets a locale of its own; an IDE does not, and neither does
 * the server of a learner.
 */
class LocaleTest {

    private static final Path ROOT = Home.find().root();

    private static final Pattern FORMATTED = Pattern.compile(
            "(?<literal>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\")\\s*\\.formatted\\(|\\b[A-Z_]+\\.formatted\\(");

    private static final Pattern WITHOUT_LOCALE =
            Pattern.compile("(?:String\\.format|\\.printf)\\((?!\\s*Locale\\.ROOT)|\\.to(?:Lower|Upper)Case\\(\\)");

    /** Conversions that take the digits, or the sign between whole and fraction, from the locale. */
    private static final Pattern OF_LOCALE = Pattern.compile("%(?:\\d+\\$)?[-#+ 0,(]*\\d*(?:\\.\\d+)?[deEfgGtT]");

    private static final Pattern SCRIPT = Pattern.compile("\"(?:\\\\.|[^\"\\\\\\n])*\"");

    static Stream<Arguments> sources() throws IOException {
        return Stream.of("checker", "exercises", "solutions")
                .flatMap(LocaleTest::modules)
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .map(folder -> argumentSet(ROOT.relativize(folder).toString(), folder));
    }

    private static Stream<Path> modules(String tree) {
        try (Stream<Path> below = Files.list(ROOT.resolve(tree))) {
            return Stream.concat(Stream.of(ROOT.resolve(tree)), below).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void numbersAreWrittenTheSameInEveryLocale(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> found(file).map(place -> ROOT.relativize(file) + ": " + place))
                    .toList();
            assertEquals(List.of(), found, "write String.format(Locale.ROOT, …), toLowerCase(Locale.ROOT)");
        }
    }

    private static Stream<String> found(Path file) {
        try {
            return found(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> found(String source) {
        Stream<String> formatted = FORMATTED
                .matcher(source)
                .results()
                .filter(LocaleTest::hangsOnLocale)
                .map(MatchResult::group);
        // In a script of a page these are functions of JavaScript, which knows no such locale.
        Stream<String> others = WITHOUT_LOCALE
                .matcher(SCRIPT.matcher(source).replaceAll("\"\""))
                .results()
                .map(MatchResult::group);
        return Stream.concat(formatted, others);
    }

    /** A constant is looked up by nobody, and so may not be formatted this way at all. */
    private static boolean hangsOnLocale(MatchResult call) {
        return call.group("literal") == null
                || OF_LOCALE.matcher(call.group("literal")).find();
    }

    @Test
    void theTestFindsWhatItLooksFor() {
        assertEquals(1, found("\"answer %d\".formatted(1)").count());
        assertEquals(1, found("\"\"\"\nHTTP/1.1 %03d OK\n\"\"\"\n.formatted(1)").count());
        assertEquals(1, found("LINE.formatted(1)").count());
        assertEquals(1, found("String.format(\"%.1f s\", 0.5)").count());
        assertEquals(1, found("name.toUpperCase()").count());
        assertEquals(
                0,
                found("\"%s %02x %n\".formatted(name, 1) + String.format(Locale.ROOT, \"%d\", 1)")
                        .count());
        assertEquals(0, found("\"word.toLowerCase() === 'x'\"").count());
    }
}
