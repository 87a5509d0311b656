package workbook.checker.workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/**
 * What the checker reads in a lesson: the hints below each numbered heading, and what was learned.
 *
 * <p>The hints of a heading are a ladder: each rung stands folded inside the one before.
 *
 * <pre>{@code
 * <details><summary>Hint</summary>
 *
 * A nudge.
 *
 * <details><summary>More</summary>
 *
 * The concept.
 *
 * <details><summary>Nearly the code</summary>
 *
 * Code with a gap or two.
 *
 * </details></details></details>
 * }</pre>
 *
 * @param titles of the numbered headings
 * @param hints the rungs of each numbered heading, lowest first
 * @param learned the first sentence below the last heading; empty where there is no such heading
 */
public record Lesson(Map<Integer, String> titles, Map<Integer, List<String>> hints, String learned) {

    /** The names of the rungs, lowest first. */
    public static final List<Text> RUNGS =
            List.of(new Text("Hint", "提示"), new Text("More", "再多一点"), new Text("Nearly the code", "接近代码"));

    private static final Text LEARNED = new Text("What you learned", "你学到了什么");
    private static final Pattern NUMBERED = Pattern.compile("## (\\d+)\\. (.+)");
    private static final Pattern SUMMARY = Pattern.compile("<details><summary>(.+)</summary>");
    private static final Pattern FIRST = Pattern.compile("^(.+?(?:[.!?](?= |$)|[。！？]))", Pattern.DOTALL);

    /** Reads a lesson; an empty one if there is no file. */
    public static Lesson read(Home home, Task task, Language language) {
        Path file = home.readme(Tree.EXERCISES, task, language);
        try {
            return Files.exists(file) ? of(Files.readString(file), language) : new Lesson(Map.of(), Map.of(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first sentence on what was learned, in both languages; empty unless both lessons have one. */
    public static Text learned(Home home, Task task) {
        String en = read(home, task, Language.EN).learned();
        String zh = read(home, task, Language.ZH).learned();
        return en.isEmpty() || zh.isEmpty() ? Text.NONE : new Text(en, zh);
    }

    static Lesson of(String markdown, Language language) {
        Map<Integer, String> titles = new TreeMap<>();
        Map<Integer, List<String>> hints = new TreeMap<>();
        String learned = "";
        for (String section : markdown.split("(?m)^(?=## )")) {
            String title = section.lines().findFirst().orElse("");
            Matcher number = NUMBERED.matcher(title);
            if (number.matches()) {
                titles.put(Integer.valueOf(number.group(1)), number.group(2).strip());
                hints.put(Integer.valueOf(number.group(1)), rungs(section, language));
            } else if (title.equals("## " + LEARNED.in(language))) {
                learned = firstSentence(section.substring(title.length()).strip());
            }
        }
        return new Lesson(titles, hints, learned);
    }

    private static String firstSentence(String text) {
        Matcher first = FIRST.matcher(text);
        return first.find() ? first.group(1) : "";
    }

    /** The rungs that have their proper names, in the proper order. */
    private static List<String> rungs(String section, Language language) {
        List<String> rungs = new ArrayList<>();
        Optional<StringBuilder> rung = Optional.empty();
        for (String line : section.lines().toList()) {
            Matcher summary = SUMMARY.matcher(line.strip());
            boolean closing = line.strip().startsWith("</details>");
            if (summary.matches() || closing) {
                rung.map(StringBuilder::toString).map(String::strip).ifPresent(rungs::add);
                rung = Optional.empty();
            }
            if (summary.matches() && summary.group(1).equals(name(rungs.size(), language))) {
                rung = Optional.of(new StringBuilder());
            } else {
                rung.ifPresent(words -> words.append(line).append('\n'));
            }
        }
        return List.copyOf(rungs);
    }

    private static String name(int rung, Language language) {
        return rung < RUNGS.size() ? RUNGS.get(rung).in(language) : "";
    }
}
