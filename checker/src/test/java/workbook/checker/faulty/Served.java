package workbook.checker.faulty;

import java.util.List;
import workbook.checker.finding.Report;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.workbook.Task;

/** A server in this process. */
record Served(Handler handler) implements Subject {

    @Override
    public Report grade(Variant variant, Task task, GradingOptions options) {
        try (ScriptedServer server = Handler.start(0, handler)) {
            GradingOptions asked = options.withTarget(new Target.Url(server.uri()));
            return Grader.grade(List.of(task), asked, GradingListener.NONE);
        }
    }
}
