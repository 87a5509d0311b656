package workbook.checker.classroom.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.Optional;
import workbook.checker.workbook.Chapter;
import workbook.checker.workbook.ConsoleInput;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;

/** The tasks that the console can show: those with one server. Of the others it says how to see them. */
record ConsoleTasks(Home home, Workbook workbook) {

    /** The task of this id, if its solution is there. */
    Optional<Task> task(String id) {
        return workbook.task(id).filter(this::isThere);
    }

    private boolean isThere(Task task) {
        return !task.sharesLog() && isSolved(task);
    }

    private boolean isSolved(Task task) {
        return Files.isDirectory(home.folder(Tree.SOLUTIONS, task));
    }

    Task first() {
        return workbook.suggested().stream().filter(this::isThere).findFirst().orElseThrow();
    }

    /** Chapters and tasks as the page reads them, and the tasks that are for a terminal. */
    String json() {
        ObjectNode all = Json.object();
        ArrayNode chapters = all.putArray("chapters");
        for (Chapter chapter : workbook.chapters()) {
            if (chapter.tasks().stream().noneMatch(this::isThere)) {
                continue;
            }
            ObjectNode node = chapters.addObject().put("number", chapter.number());
            node.set("title", Json.text(chapter.title()));
            ArrayNode tasks = node.putArray("tasks");
            chapter.tasks().stream().filter(this::isThere).forEach(task -> tasks.add(task(task)));
        }
        ArrayNode terminal = all.putArray("terminal");
        workbook.tasks().stream()
                .filter(task -> task.sharesLog() && isSolved(task))
                .forEach(task -> terminal.addObject()
                        .put("id", task.id())
                        .put("command", "./sse run " + task.id() + " --solution")
                        .set("title", Json.text(task.title())));
        return all.toString();
    }

    private ObjectNode task(Task task) {
        ObjectNode node = Json.object()
                .put("id", task.id())
                .put("page", Files.exists(home.page(Tree.SOLUTIONS, task)))
                .put("events", task.send().map(ConsoleInput::onEvents).orElse(true))
                .put("timed", task.config().values().stream().anyMatch(value -> value.startsWith("PT")));
        node.set("title", Json.text(task.title()));
        task.send().ifPresent(input -> node.putObject("send")
                .put("sample", input.sample())
                .put("many", input.many())
                .set("hint", Json.text(input.hint())));
        return node;
    }
}
