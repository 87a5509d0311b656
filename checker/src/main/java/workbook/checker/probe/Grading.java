package workbook.checker.probe;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import workbook.checker.report.TaskResult;

/** One run over one or more tasks: what is asked, who listens, and what was found so far. */
public final class Grading {

    static final String STORE = "workbook.checker";

    private final GradingOptions options;
    private final GradingListener listener;
    private final List<TaskResult> results = new ArrayList<>();

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

    GradingListener listener() {
        return listener;
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
