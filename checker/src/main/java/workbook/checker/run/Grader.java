package workbook.checker.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workbook.checker.probe.Check;
import workbook.checker.probe.Grading;
import workbook.checker.probe.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.report.Report;
import workbook.checker.workbook.Task;

/** Grades tasks: runs the check class of each on the JUnit Platform, and collects what was found. */
public final class Grader {

    private static final String CHECKS = "workbook.checker.checks.";

    /** Only Jupiter, found by name: scanning the class path for more would cost start-up time. */
    private static final LauncherConfig CONFIG = LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .build();

    private Grader() {}

    /**
     * Grades these tasks, one after another.
     *
     * @throws GraderFault if the checker itself fails outside of any check
     */
    public static Report grade(List<Task> tasks, GradingOptions options, GradingListener listener) {
        long begun = System.nanoTime();
        Grading grading = new Grading(options, listener);
        try (LauncherSession session = LauncherFactory.openSession(CONFIG)) {
            grading.register(session.getStore());
            FirstFault fault = new FirstFault();
            // All of them first: nothing is graded in vain when one cannot be.
            List<LauncherDiscoveryRequest> requests =
                    tasks.stream().map(Grader::request).toList();
            requests.forEach(request -> session.getLauncher().execute(request, fault));
            fault.rethrow();
        } finally {
            grading.awaitClosed();
        }
        return new Report(
                options.workbook().edition(),
                options.target().name(),
                options.seed(),
                options.clock().word(),
                Duration.ofNanos(System.nanoTime() - begun),
                grading.results());
    }

    /** The numbers of the checks of a task; empty if it has none. */
    public static Set<Integer> checks(Task task) {
        return checkClass(task).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(method -> method.getAnnotation(Check.class))
                .filter(Objects::nonNull)
                .map(Check::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static LauncherDiscoveryRequest request(Task task) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(checkClass(task)
                        .orElseThrow(() -> new GraderFault(
                                "task " + task.id() + " has no class " + CHECKS + task.checkClass()
                                        + "; see CONTRIBUTING.md",
                                null))))
                .build();
    }

    private static Optional<Class<?>> checkClass(Task task) {
        try {
            return Optional.of(Class.forName(CHECKS + task.checkClass(), false, Grader.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** What failed outside of a check: the verdicts of checks are collected where they arise. */
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
