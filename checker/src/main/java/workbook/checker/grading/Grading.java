package workbook.checker.grading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.TaskResult;
import workbook.checker.probe.GradingOptions;
import workbook.checker.server.Interruption;
import workbook.checker.workbook.Task;

/** One run over one or more tasks: what is asked, who listens, and what was found so far. */
public final class Grading {

    /** Limit for all servers and pages to end: far more than the grace that any of them gets. */
    private static final Duration CLOSED = Duration.ofMinutes(1);

    static final String STORE = "workbook.checker";

    private final GradingOptions options;
    private final GradingListener listener;
    private final List<TaskResult> results = new ArrayList<>();
    private final List<CompletableFuture<Void>> closing = new ArrayList<>();

    public Grading(GradingOptions options, GradingListener listener) {
        this.options = options;
        this.listener = listener;
        Interruption.expect();
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

    /** Closes a probe beside what comes next: a server may take half a second to end, and the next task need not wait. */
    void closeMeanwhile(AutoCloseable probe) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        // Ending a process reads files and pipes, which would hold the carrier of a virtual thread.
        Thread.ofPlatform().daemon().name("end of a task").start(() -> close(probe, end));
        synchronized (this) {
            closing.add(end);
        }
    }

    private static void close(AutoCloseable probe, CompletableFuture<Void> end) {
        try {
            probe.close();
            end.complete(null);
        } catch (Throwable ours) {
            end.completeExceptionally(ours);
        }
    }

    /**
     * Returns when nothing is left of the tasks that were graded, or the limit is reached. An end that failed changes no
     * verdict; its stack trace goes where every fault of the checker goes.
     */
    public void awaitClosed() {
        long deadline = System.nanoTime() + CLOSED.toNanos();
        for (CompletableFuture<Void> end : closing()) {
            try {
                end.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException fault) {
                CheckerFault.keep(fault.getCause(), options.home());
            } catch (TimeoutException stuck) {
                CheckerFault.keep(stuck, options.home());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // whoever interrupts ends the servers, too
                return;
            }
        }
    }

    private synchronized List<CompletableFuture<Void>> closing() {
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
