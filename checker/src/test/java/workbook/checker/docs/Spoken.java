package workbook.checker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.workbook.Home;

/** Every sentence in the sources of the checker and its launcher, to see whether a quoted message is a real one. */
final class Spoken {

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.){12,})\"|'([^'\n]{12,})'");
    private static final Pattern BLANK = Pattern.compile("%(?:\\d\\$)?[-+.\\d]*[sdfc]|\\$\\{?\\w+(?:%%\\S+)?}?");

    /** Its own words count, so that one which is nearly all blanks does not pass for every other. */
    private record Sentence(Pattern pattern, int words) {

        boolean fits(String line) {
            return words * 2 >= line.length() && pattern.matcher(line).matches();
        }
    }

    private final List<Sentence> sentences;

    private Spoken(List<Sentence> sentences) {
        this.sentences = sentences;
    }

    static Spoken in(Home home) {
        try (Stream<Path> sources = Files.walk(home.root().resolve("checker/src/main/java"));
                Stream<Path> launcher = Files.walk(home.root().resolve("launcher"))) {
            return new Spoken(Stream.of(sources, launcher, Stream.of(home.root().resolve("sse")))
                    .flatMap(files -> files)
                    .filter(Files::isRegularFile)
                    .flatMap(file -> LITERAL.matcher(read(file)).results())
                    .map(literal -> literal.group(1) != null ? literal.group(1) : literal.group(2))
                    .flatMap(literal -> Stream.of(literal.split("\\\\n")))
                    .map(Spoken::sentence)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the program could say this line. */
    boolean says(String line) {
        return sentences.stream().anyMatch(sentence -> sentence.fits(line));
    }

    /** A literal with anything in its blanks. */
    private static Sentence sentence(String literal) {
        String[] parts = BLANK.split(literal.replace("\\\"", "\""), -1);
        String pattern = Stream.of(parts).map(Pattern::quote).collect(Collectors.joining(".+"));
        return new Sentence(
                Pattern.compile(pattern),
                Stream.of(parts).mapToInt(String::length).sum());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
