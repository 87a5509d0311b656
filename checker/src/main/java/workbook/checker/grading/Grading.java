package workbook.checker.grading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.TaskResult;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Probe;
import workbook.checker.workbook.Task;

/** One run over one or more tasks: what is asked, who listens, and what was found so far. */
public final class Grading {

    static final String STORE = "workbook.checker";

    /** A task may have started several servers, and each has its grace. */
    private static final int CLOSE_IN_STOPS = 5;


    private final GradingOptions options;
    private final GradingListener listener;
    private final List<TaskResult> results = new ArrayList<>();
    private final List<Thread> closing = new ArrayList<>();

    public Grading(GradingOptions options, GradingListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /** Makes this grading known to the check classes that are run in a JUnit launcher session. */
    public void register(NamespacedHierarchicalStore<Namespace> session) {
        session.put(Namespace.create(STORE), Grading.class, this);
    }

    public GradingOptions options() {
        return options;
    }

    synchronized void started(Task task) {
        listener.taskStarted(task);
    }

    synchronized void finished(Task task, CheckResult result) {
        listener.checkFinished(task, result);
    }

    /** Closes it beside what comes next: a server may take half a second to end, and the next task waits for none. */
    void closeMeanwhile(Probe probe) {
        Thread end = Thread.ofPlatform().daemon().name("end of a task").start(probe::close);
        synchronized (this) {
            closing.add(end);
        }
    }

    /**
     * Returns when nothing is left of the tasks that were graded, at the latest at a limit: a verdict that is known is
     * never held back by a process that will not end.
     */
    public void awaitClosed() {
        Duration limit = options.knobs().stop().multipliedBy(CLOSE_IN_STOPS);
        long deadline = System.nanoTime() + limit.toNanos();
        for (Thread end : closing()) {
            try {
                end.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // whoever interrupts ends the servers, too
                return;
            }
        }
    }

    private synchronized List<Thread> closing() {
        return List.copyOf(closing);
    }

    synchronized void add(TaskResult result) {
        results.add(result);
        listener.taskFinished(result);
    }

    /** The results so far, in the order in which the tasks ended. */
    public synchronized List<TaskResult> results() {
        return List.copyOf(results);
    }
}
