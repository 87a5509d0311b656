package workbook.checker.grading;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.probe.Check;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Measures;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Task;

/** Grades tasks: runs the check class of each on the JUnit Platform, and collects what was found. */
public final class Grader {

    /** The package of all checks, which holds one package for each task. */
    static final String CHECKS = "workbook.checker.checks.";

    /** How many tasks are graded at once: checks mostly wait, and a server that starts keeps one core busy. */
    private static final int LANES = 2;

    /** Only Jupiter, found by name: scanning the class path for more would cost start-up time. */
    private static final LauncherConfig CONFIG = LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .build();

    private Grader() {}

    /**
     * Grades these tasks: first those that measure, one after another, and then the others, side by side where each has
     * a server of its own.
     *
     * @throws GraderFault if the checker itself fails outside of any check
     */
    public static Report grade(List<Task> tasks, GradingOptions options, GradingListener listener) {
        long begun = System.nanoTime();
        CheckerFault.begin(options.home());
        Grading grading = new Grading(options, listener);
        try {
            // Every class is looked up first, so that nothing is graded in vain when one is missing.
            Map<Boolean, List<Class<?>>> types = tasks.stream()
                    .<Class<?>>map(Grader::requiredCheckClass)
                    .collect(Collectors.partitioningBy(type -> type.isAnnotationPresent(Measures.class)));
            Lanes.run(1, types.get(true), lane -> grade(lane, grading));
            Lanes.run(lanes(options), types.get(false), lane -> grade(lane, grading));
        } finally {
            grading.awaitClosed();
        }
        List<String> order = tasks.stream().map(Task::id).toList();
        List<TaskResult> inOrder = grading.results().stream()
                .sorted(Comparator.comparing(result -> order.indexOf(result.id())))
                .toList();
        return options.report(inOrder, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** A server that is running already is one for all tasks, and a debugger can attach to one process only. */
    private static int lanes(GradingOptions options) {
        return options.target() instanceof Target.Url || options.debug() ? 1 : LANES;
    }

    /** Runs these check classes, one after another. */
    private static void grade(Lanes.Lane<Class<?>> lane, Grading grading) {
        try (LauncherSession session = LauncherFactory.openSession(CONFIG)) {
            grading.register(session.getStore());
            FirstFault fault = new FirstFault();
            for (Optional<Class<?>> type = lane.next(); type.isPresent(); type = lane.next()) {
                session.getLauncher().execute(request(type.get()), fault);
            }
            fault.rethrow();
        }
    }

    /** The numbers of the checks of a task; empty if it has none. */
    public static Set<Integer> checks(Task task) {
        return numbers(task, check -> true);
    }

    /** The numbers of the TODOs in the stub of a task. */
    public static Set<Integer> todos(Task task) {
        return numbers(task, check -> !check.wholeContract() && !check.given());
    }

    private static Set<Integer> numbers(Task task, Predicate<Check> wanted) {
        return checkClass(task).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(method -> method.getAnnotation(Check.class))
                .filter(Objects::nonNull)
                .filter(wanted)
                .map(Check::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static LauncherDiscoveryRequest request(Class<?> checks) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(checks))
                .build();
    }

    private static Class<?> requiredCheckClass(Task task) {
        return checkClass(task)
                .orElseThrow(() -> new GraderFault(
                        "task " + task.id() + " has no class " + CHECKS + task.checkClass() + "; see CONTRIBUTING.md",
                        null));
    }

    private static Optional<Class<?>> checkClass(Task task) {
        try {
            return Optional.of(Class.forName(CHECKS + task.checkClass(), false, Grader.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Keeps what failed outside of a check: the verdicts of checks are collected where they arise. */
    private static final class FirstFault implements TestExecutionListener {

        private Throwable first;

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            if (identifier.isContainer() && first == null) {
                first = result.getThrowable().orElse(null);
            }
        }

        void rethrow() {
            if (first != null) {
                throw new GraderFault("the checker broke outside of a check: " + first, first);
            }
        }
    }
}
