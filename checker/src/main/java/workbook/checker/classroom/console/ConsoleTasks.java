package workbook.checker.classroom.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import workbook.checker.workbook.Chapter;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;

/** The tasks that can be shown. */
record ConsoleTasks(Home home, Workbook workbook) {

    /** Their streams have other addresses, or answer a POST. */
    private static final Set<String> NO_EVENTS = Set.of("1.2", "4.3", "5.2");

    /** Those whose solution is there. */
    Optional<Task> task(String id) {
        return workbook.task(id).filter(this::isThere);
    }

    private boolean isThere(Task task) {
        return Files.isDirectory(home.folder(Tree.SOLUTIONS, task));
    }

    Task first() {
        return workbook.suggested().stream().filter(this::isThere).findFirst().orElseThrow();
    }

    /** As the page reads it. */
    String json() {
        ObjectNode all = Json.object();
        ArrayNode chapters = all.putArray("chapters");
        for (Chapter chapter : workbook.chapters()) {
            ObjectNode node = chapters.addObject().put("number", chapter.number());
            node.set("title", Json.text(chapter.title()));
            ArrayNode tasks = node.putArray("tasks");
            chapter.tasks().stream().filter(this::isThere).forEach(task -> tasks.add(task(task)));
        }
        return all.toString();
    }

    private ObjectNode task(Task task) {
        ObjectNode node = Json.object()
                .put("id", task.id())
                .put("page", Files.exists(home.page(Tree.SOLUTIONS, task)))
                .put("events", !NO_EVENTS.contains(task.id()))
                .put("timed", task.config().values().stream().anyMatch(value -> value.startsWith("PT")));
        node.set("title", Json.text(task.title()));
        SendAction.of(task.id()).ifPresent(cue -> node.putObject("cue")
                .put("sample", cue.sample())
                .put("many", cue.many())
                .set("hint", Json.text(cue.hint())));
        return node;
    }
}
