package workbook.checker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tests need to know of a Markdown file: headings, fenced blocks, code within lines, links.
 *
 * @param file absolute path; relative links and paths are seen from its folder
 */
record Markdown(
        Path file, String text, List<Heading> headings, List<Fence> fences, List<Code> codes, List<Link> links) {

    private static final Pattern HEADING = Pattern.compile("(#{1,6}) (.+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)|<(https?://[^>]+)>");

    record Heading(int line, int level, String title) {

        /** The anchor that GitHub gives it. */
        String anchor() {
            return title.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
        }
    }

    /** A fenced block. {@code language} is empty where none is named. */
    record Fence(int line, String language, String body) {}

    record Code(int line, String body) {}

    record Link(int line, String target) {}

    static Markdown read(Path file) {
        try {
            return of(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same file with another text, for a test that breaks it. */
    Markdown with(String changed) {
        return of(file, changed);
    }

    static Markdown of(Path file, String text) {
        Markdown markdown =
                new Markdown(file, text, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).strip().startsWith("```")) {
                at = markdown.fence(lines, at);
            } else {
                markdown.line(at + 1, lines.get(at));
            }
        }
        return markdown;
    }

    private int fence(List<String> lines, int opening) {
        int closing = opening + 1;
        while (closing < lines.size() && !lines.get(closing).strip().equals("```")) {
            closing++;
        }
        String body = String.join("\n", lines.subList(opening + 1, closing)) + "\n";
        fences.add(new Fence(opening + 1, lines.get(opening).strip().substring(3), body));
        return closing;
    }

    private void line(int number, String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            headings.add(new Heading(
                    number, heading.group(1).length(), heading.group(2).strip()));
        }
        CODE.matcher(line).results().forEach(code -> codes.add(new Code(number, code.group(1))));
        LINK.matcher(CODE.matcher(line).replaceAll("code"))
                .results()
                .forEach(link -> links.add(new Link(number, link.group(1) != null ? link.group(1) : link.group(2))));
    }

    /** The part of this document below a heading, up to the next of the same level or above it. */
    Markdown section(String title) {
        List<String> lines = text.lines().toList();
        Heading first = headings.stream()
                .filter(heading -> heading.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + " has no heading \"" + title + "\""));
        int end = headings.stream()
                .filter(heading -> heading.line() > first.line() && heading.level() <= first.level())
                .mapToInt(heading -> heading.line() - 1)
                .findFirst()
                .orElse(lines.size());
        return with(String.join("\n", lines.subList(first.line() - 1, end)) + "\n");
    }

    /** The fenced blocks of one language, in order. */
    List<String> blocks(String language) {
        return fences.stream()
                .filter(fence -> fence.language().equals(language))
                .map(Fence::body)
                .toList();
    }
}
