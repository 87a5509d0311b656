package workbook.checker.faulty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import workbook.checker.finding.Report;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Pages;
import workbook.checker.probe.Target;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/**
 * Another {@code app.js} in the page of a task, beside the server of the solution.
 *
 * @param app makes the whole script, when it is graded: a process of its own for one server makes all variants of the task
 * @param only the checks of the page, where the task has others; empty for all
 */
public record EditedPage(Supplier<String> app, Set<Integer> only) implements Subject {

    /** The script of the solution with one place changed. */
    public static EditedPage of(String task, String from, String to) {
        return new EditedPage(() -> solution(task), Set.of()).and(from, to);
    }

    /** One more place changed. */
    public EditedPage and(String from, String to) {
        return new EditedPage(() -> edited(app.get(), from, to), only);
    }

    private static String edited(String script, String from, String to) {
        if (!script.contains(from)) {
            throw new IllegalStateException("app.js of the solution must have these lines:\n" + from);
        }
        return script.replace(from, to);
    }

    /** Graded by these checks only, which are those of the page: the server beside it is never asked. */
    public EditedPage only(Integer... checks) {
        return new EditedPage(app, Set.of(checks));
    }

    /** Another script, graded by all checks. */
    public static EditedPage whole(String app) {
        return new EditedPage(() -> app, Set.of());
    }

    private static String solution(String id) {
        Home home = Home.find();
        Task task = WorkbookReader.workbook(home).task(id).orElseThrow();
        try {
            return Files.readString(home.folder(Tree.SOLUTIONS, task).resolve("src/main/resources/web/app.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Grades the page beside a server that is never asked: the checks of a page bring their own, and that of the solution
     * takes longer to start than many a check takes.
     */
    @Override
    public Report grade(Variant variant, Task task, GradingOptions options) {
        try (ScriptedServer unasked = Handler.start(0, (request, reply) -> reply.cut())) {
            GradingOptions asked = options.withTarget(new Target.Url(unasked.uri()))
                    .withOnly(options.only().isEmpty() ? only : options.only())
                    .withPages(Pages.withApp(app.get()));
            return Grader.grade(List.of(task), asked, GradingListener.NONE);
        }
    }
}
