package workbook.checker.faulty;

import workbook.checker.finding.Report;
import workbook.checker.probe.GradingOptions;
import workbook.checker.workbook.Task;

/** What a variant puts before the checks, and how it is graded. */
public sealed interface Subject permits Served, Standalone.Alone, EditedSolution, EditedPage, EditedAnswers {

    /**
     * @param variant the name of this subject, by which a process of its own finds it
     * @param options with the exercises as target, which a subject of another kind replaces
     */
    Report grade(Variant variant, Task task, GradingOptions options);

    /** A server for the connections of this process, unless it takes its settings from an environment of its own. */
    static Subject of(Handler handler) {
        return handler instanceof Standalone.Server ? new Standalone.Alone(handler) : new Served(handler);
    }
}
