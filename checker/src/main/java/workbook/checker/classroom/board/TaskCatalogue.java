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

/** The tasks and checks of the workbook: which ones a message may name, and their titles on the page. */
public final class TaskCatalogue {

    /** The rung of a hint that explains the cause; the first one only says where to look. */
    private static final int CONCEPT = 1;

    private final Map<String, Set<Integer>> checks = new TreeMap<>();
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    /** Reads the tasks that have an exercise. Titles and causes come from the lessons. */
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

    /** The first paragraph of the explaining hint, without Markdown. */
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

    /** The catalogue as the page reads it. */
    String json() {
        return json.toString();
    }
}
