package workbook.checker.classroom.board;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Lesson;
import workbook.checker.workbook.Workbook;

/** The tasks and checks that there are: what a message may name, and how the page calls it. */
public final class TaskCatalogue {

    /** The rung of a hint that explains; the first only asks where to look. */
    private static final int CONCEPT = 1;

    private final Map<String, Set<Integer>> checks = new TreeMap<>();
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    /** Of the tasks that have an exercise. Titles and causes are those of the lessons. */
    public TaskCatalogue(Home home, Workbook workbook) {
        var tasks = json.putArray("tasks");
        workbook.tasks().stream().filter(task -> !home.planned(task)).forEach(task -> {
            Lesson en = Lesson.read(home, task, Language.EN);
            Lesson zh = Lesson.read(home, task, Language.ZH);
            checks.put(task.id(), Set.copyOf(en.titles().keySet()));
            ObjectNode entry = tasks.addObject().put("id", task.id());
            entry.set("title", both(task.title().en(), task.title().zh()));
            ObjectNode each = entry.putObject("checks");
            en.titles().keySet().forEach(number -> each.set(Integer.toString(number), check(number, en, zh)));
        });
    }

    private static ObjectNode check(int number, Lesson en, Lesson zh) {
        ObjectNode check = JsonNodeFactory.instance.objectNode();
        check.set(
                "title", both(en.titles().getOrDefault(number, ""), zh.titles().getOrDefault(number, "")));
        check.set("cause", both(cause(en, number), cause(zh, number)));
        return check;
    }

    /** The first paragraph of it, as plain words. */
    private static String cause(Lesson lesson, int number) {
        List<String> rungs = lesson.hints().getOrDefault(number, List.of());
        return Optional.of(rungs)
                .filter(all -> all.size() > CONCEPT)
                .map(all -> all.get(CONCEPT)
                        .split("\n\\s*\n|\n```")[0]
                        .replace("`", "")
                        .replace("**", ""))
                .orElse("");
    }

    private static ObjectNode both(String en, String zh) {
        return JsonNodeFactory.instance.objectNode().put("en", en).put("zh", zh);
    }

    boolean knows(String task) {
        return checks.containsKey(task);
    }

    Set<Integer> checks(String task) {
        return checks.get(task);
    }

    /** For the page. */
    String json() {
        return json.toString();
    }
}
