package workbook.checker.authoring;

import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.workbook.Task;

/** The registry as text, so that a new entry leaves every comment and every other line as it is. */
record RegistryText(String yaml) {

    private static final Pattern CHAPTER = Pattern.compile("\\s*- number: (\\d+)\\s*");
    private static final Pattern TASK = Pattern.compile("(\\s*)- \\{?\\s*id: \"?(\\d\\.\\d)\"?.*");
    private static final Pattern TOP_LEVEL = Pattern.compile("\\w.*");

    /**
     * Returns the text with a task added to its chapter, in the order of the ids.
     *
     * @throws SkeletonFault if the chapter does not exist, or has no task to stand beside
     */
    String with(Task task) {
        String lineEnd = yaml.contains("\r\n") ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>(yaml.lines().toList());
        Place place = place(lines, task);
        lines.addAll(
                place.line(),
                List.of(
                        place.indent() + "- id: " + quoted(task.id()),
                        place.indent() + "  slug: " + task.slug(),
                        "%s  title: {en: %s, zh: %s}"
                                .formatted(
                                        place.indent(),
                                        quoted(task.title().en()),
                                        quoted(task.title().zh()))));
        return String.join(lineEnd, lines) + lineEnd;
    }

    /**
     * The place of a new entry.
     *
     * @param line index of the line that it comes before
     * @param indent of the tasks beside it
     */
    private record Place(int line, String indent) {}

    private static Place place(List<String> lines, Task task) {
        int begin = chapter(lines, task.id().substring(0, 1));
        int end = end(lines, begin);
        String indent = "";
        for (int at = begin; at < end; at++) {
            Matcher other = TASK.matcher(lines.get(at));
            if (other.matches()) {
                indent = other.group(1);
                if (other.group(2).compareTo(task.id()) > 0) {
                    return new Place(at, indent);
                }
            }
        }
        if (indent.isEmpty()) {
            throw new SkeletonFault(text(
                    "Chapter %s of config/workbook.yaml has no task yet: write its first one by hand.",
                    "config/workbook.yaml 的第 %s 章还没有任务：第一个请手工写入。", task.id().substring(0, 1)));
        }
        while (lines.get(end - 1).isBlank()) {
            end--;
        }
        return new Place(end, indent);
    }

    private static int chapter(List<String> lines, String number) {
        for (int at = 0; at < lines.size(); at++) {
            Matcher chapter = CHAPTER.matcher(lines.get(at));
            if (chapter.matches() && chapter.group(1).equals(number)) {
                return at + 1;
            }
        }
        throw new SkeletonFault(text(
                "There is no chapter %s in config/workbook.yaml: add it there first, or choose another id.",
                "config/workbook.yaml 中没有第 %s 章：请先添加这一章，或换一个编号。", number));
    }

    /** The line at which the next chapter begins, or whatever follows the chapters. */
    private static int end(List<String> lines, int begin) {
        int at = begin;
        while (at < lines.size()
                && !CHAPTER.matcher(lines.get(at)).matches()
                && !TOP_LEVEL.matcher(lines.get(at)).matches()
                && !lines.get(at).startsWith("#")) {
            at++;
        }
        return at;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
