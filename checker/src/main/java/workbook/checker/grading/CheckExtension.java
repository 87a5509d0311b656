package workbook.checker.grading;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import workbook.checker.browser.PageHangs;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.probe.Check;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.ExerciseNotStarted;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Patience;
import workbook.checker.probe.Probe;
import workbook.checker.server.Interruption;
import workbook.checker.server.ServerException;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.Task;

/** Runs the checks of one class against one server under test, and turns what happens into verdicts. */
final class CheckExtension
        implements BeforeAllCallback, AfterAllCallback, ExecutionCondition, ParameterResolver, InvocationInterceptor {

    private static final Namespace OURS = Namespace.create(Grading.STORE);

    /** What a task is graded with. On their own, the store would close each of the two, and wait for that. */
    private record Graded(TargetSession session, Probe probe) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Grading grading = grading(context);
        Task task = task(context, grading);
        TaskRun run = new TaskRun(task, grading.options());
        store(context).put(TaskRun.class, run);
        grading.started(task);
        try {
            TargetSession session = TargetSession.open(task, grading.options());
            store(context).put(Graded.class, new Graded(session, new Probe(session, grading.options())));
            session.ownStart().ifPresent(start -> store(context).put(OwnStart.class, start));
        } catch (ServerException e) {
            Interruption.holdBack();
            run.trouble(e.trouble());
        } catch (RuntimeException ours) {
            Interruption.holdBack();
            run.broken(ours);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TaskResult result;
        try {
            endOwnStart(context);
            result = predicted(context);
        } finally {
            probe(context).ifPresent(grading(context)::closeMeanwhile);
        }
        grading(context).add(result);
    }

    /** What ended the server while it was checked comes first: its own values may not be the reason. */
    private static void endOwnStart(ExtensionContext context) {
        OwnStart start = store(context).get(OwnStart.class, OwnStart.class);
        if (start == null || run(context).hasTrouble()) {
            return;
        }
        try {
            start.await().ifPresent(trouble -> {
                Interruption.holdBack();
                run(context).trouble(trouble);
            });
        } catch (IllegalStateException ours) {
            CheckerFault.keep(ours, grading(context).options().home());
        }
    }

    private static TaskResult predicted(ExtensionContext context) {
        List<Measured> measured = probe(context).map(Probe::shown).orElse(List.of());
        TaskResult result = run(context).result(measured, left(context));
        if (result.trouble().isPresent()) {
            return result; // the trouble comes first
        }
        boolean begun = result.status() != Status.NOT_STARTED;
        PredictionCheck prediction =
                new PredictionCheck(grading(context).options(), run(context).task(), context.getRequiredTestClass());
        return result.withPrediction(prediction.compare(probe(context).filter(server -> begun)));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Check> check = context.getTestMethod().map(method -> method.getAnnotation(Check.class));
        if (check.isEmpty()) {
            return ConditionEvaluationResult.enabled("a class of checks");
        }
        if (!asked(context, check.get())) {
            return ConditionEvaluationResult.disabled("not asked for");
        }
        Optional<Throwable> fault = run(context).fault();
        if (fault.isPresent()) {
            judge(context, check.get(), Duration.ZERO, fault);
            return ConditionEvaluationResult.disabled("the checker broke");
        }
        Optional<Finding> obstacle = run(context).obstacle(check.get());
        obstacle.ifPresent(finding -> record(context, check.get(), Verdict.SKIPPED, Duration.ZERO, finding));
        return obstacle.map(finding ->
                        ConditionEvaluationResult.disabled(finding.received().en()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("nothing stands in the way"));
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Check check = method.getExecutable().getAnnotation(Check.class);
        probe(context).ifPresent(probe -> probe.begin(check));
        session(context).ifPresent(TargetSession::beginCheck);
        long begun = System.nanoTime();
        probe(context).map(Probe::patience).ifPresent(Patience::renew);
        Optional<Throwable> ran = limit(context).run(invocation).map(ended -> told(context, ended));
        // A fault of the check's own script comes before what the check made of it.
        Optional<Throwable> thrown = probe(context).flatMap(Probe::takeFault).or(() -> ran);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (thrown.filter(ended -> !(ended instanceof CheckSkipped)).isPresent()) {
            Interruption.holdBack();
        }
        judge(context, check, took, thrown);
        probe(context).ifPresent(Probe::closePages);
        if (thrown.isPresent()) {
            throw thrown.get();
        }
    }

    /** What the server has to do with a check that did not end. */
    private static Throwable told(ExtensionContext context, Throwable ended) {
        return ended instanceof TimeLimit.CheckDidNotEnd late
                ? probe(context).map(Probe::patience).flatMap(late::ofServer).orElse(late)
                : ended;
    }

    private static TimeLimit limit(ExtensionContext context) {
        GradingOptions options = grading(context).options();
        return TimeLimit.of(
                options,
                () -> probe(context).map(Probe::answer).orElse(options.knobs().answer()));
    }

    private void judge(ExtensionContext context, Check check, Duration took, Optional<Throwable> thrown) {
        switch (thrown.orElse(null)) {
            case null -> record(context, check, Verdict.PASSED, took, null);
            case CheckFailure failure -> fail(context, check, took, failure.finding());
            case CheckSkipped skipped -> {
                run(context).skippedAlone(check, skipped);
                record(context, check, Verdict.SKIPPED, took, Finding.of(skipped.reason(), Text.NONE));
            }
            case ExerciseNotStarted answer
            when run(context).untouched() && !begun(context, check) -> {
                run(context).notStarted();
                record(context, check, Verdict.SKIPPED, took, Verdicts.notStarted(answer));
            }
            case ExerciseNotStarted answer
            when begun(context, check) -> fail(context, check, took, Verdicts.leftOver(answer));
            case ExerciseNotStarted answer -> fail(context, check, took, Verdicts.notStarted(answer));
            case PageHangs hang ->
                fail(context, check, took, probe(context).orElseThrow().hanging());
            case Throwable fault
            when FullHeap.isCauseOf(fault) && FullHeap.isOfServer() -> fail(context, check, took, FullHeap.finding());
            case Throwable fault ->
                record(
                        context,
                        check,
                        Verdict.BROKEN,
                        took,
                        FullHeap.isCauseOf(fault)
                                ? FullHeap.ours()
                                : Verdicts.broken(fault, grading(context).options()));
        }
    }

    private static boolean begun(ExtensionContext context, Check check) {
        return NextStep.begun(run(context).task(), check, grading(context).options());
    }

    private void fail(ExtensionContext context, Check check, Duration took, Finding finding) {
        record(context, check, Verdicts.of(check), took, explained(context, check, finding));
        session(context).flatMap(TargetSession::ended).ifPresent(run(context)::trouble);
    }

    /** A finding with what the server printed about it, and where to go next. */
    private static Finding explained(ExtensionContext context, Check check, Finding finding) {
        Text next = NextStep.of(
                run(context).task(), check, finding, grading(context).options());
        List<String> printed = session(context).map(TargetSession::printed).orElse(List.of());
        // An exception of an earlier check may still be the cause, where one run serves several of them.
        Optional<Text> earlier = session(context)
                .filter(session -> printed.isEmpty())
                .flatMap(TargetSession::exception)
                .map(named ->
                        KnownException.causeIn(List.of(named.in(Language.EN))).orElse(named));
        return KnownException.causeIn(printed)
                .map(finding::because)
                .or(() -> earlier.or(() -> probe(context).flatMap(Probe::flood)).map(finding::withCause))
                .orElse(finding)
                .withPrinted(printed)
                .withNext(next);
    }

    private void record(ExtensionContext context, Check check, Verdict verdict, Duration took, Finding finding) {
        Task task = run(context).task();
        CheckResult result = new CheckResult(
                task.check(check.number()),
                text(check.en(), check.zh()),
                check.severity(),
                rule(task, check),
                verdict,
                took,
                Optional.ofNullable(finding));
        run(context).add(result);
        grading(context).finished(task, result);
    }

    /** The rule of a standard where a check has one, else the clauses of the contract. */
    private static Text rule(Task task, Check check) {
        if (!check.rule().isEmpty() || check.clauses().length == 0) {
            return same(check.rule());
        }
        List<String> clauses =
                Arrays.stream(check.clauses()).mapToObj(clause -> "C" + clause).toList();
        return text(
                "contract %s %s", "约定 %s %s", task.id(), text(String.join(", ", clauses), String.join("、", clauses)));
    }

    private static boolean asked(ExtensionContext context, Check check) {
        if (grading(context).options().walk().isPresent()) {
            return check.wholeContract();
        }
        Set<Integer> only = grading(context).options().only();
        return only.isEmpty() || closure(context.getRequiredTestClass(), only).contains(check.number());
    }

    /** How many checks of the class were not asked for. */
    private static int left(ExtensionContext context) {
        return (int) Arrays.stream(context.getRequiredTestClass().getDeclaredMethods())
                .map(method -> method.getAnnotation(Check.class))
                .filter(check -> check != null && !asked(context, check))
                .count();
    }

    /** The checks asked for, with all that they need, and those whose figures they judge by. */
    private static Set<Integer> closure(Class<?> checks, Set<Integer> only) {
        Set<Integer> wanted = new TreeSet<>(only);
        for (int before = 0; before != wanted.size(); ) {
            before = wanted.size();
            for (Method method : checks.getDeclaredMethods()) {
                Check check = method.getAnnotation(Check.class);
                if (check != null && wanted.contains(check.number())) {
                    IntStream.concat(IntStream.of(check.needs()), IntStream.of(check.figuresOf()))
                            .forEach(wanted::add);
                }
            }
        }
        return wanted;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Probe.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return probe(context).orElseThrow();
    }

    private static Task task(ExtensionContext context, Grading grading) {
        String name = context.getRequiredTestClass().getName();
        return grading.options().workbook().tasks().stream()
                .filter(task -> name.equals(Grader.CHECKS + task.checkClass()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no task in config/workbook.yaml has the check class " + name));
    }

    private static Grading grading(ExtensionContext context) {
        Store session = context.getStore(StoreScope.LAUNCHER_SESSION, OURS);
        Grading asked = session.get(Grading.class, Grading.class);
        return asked != null
                ? asked
                : context.getRoot().getStore(OURS).computeIfAbsent(Grading.class, key -> ofIde(), Grading.class);
    }

    /** For a check class that an IDE started, about which nobody asked anything. */
    private static Grading ofIde() {
        GradingOptions options = GradingOptions.ofIde();
        return new Grading(options, new IdeConsole(options));
    }

    private static TaskRun run(ExtensionContext context) {
        return store(context).get(TaskRun.class, TaskRun.class);
    }

    private static Optional<Probe> probe(ExtensionContext context) {
        return graded(context).map(Graded::probe);
    }

    private static Optional<TargetSession> session(ExtensionContext context) {
        return graded(context).map(Graded::session);
    }

    private static Optional<Graded> graded(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(Graded.class, Graded.class));
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(OURS);
    }
}
