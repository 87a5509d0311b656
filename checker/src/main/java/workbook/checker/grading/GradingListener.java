package workbook.checker.grading;

import workbook.checker.finding.CheckResult;
import workbook.checker.finding.TaskResult;
import workbook.checker.workbook.Task;

/** Watches a grading while it runs. Tasks may be graded side by side, but it is called by one thread at a time. */
public interface GradingListener {

    /** For a grading that nobody watches. */
    GradingListener NONE = new GradingListener() {};

    /** The server of a task is about to be started. */
    default void taskStarted(Task task) {}

    default void checkFinished(Task task, CheckResult result) {}

    default void taskFinished(TaskResult result) {}
}
