package workbook.checker.faulty;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.Needs;
import workbook.checker.Sample;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Report;
import workbook.checker.finding.Verdict;
import workbook.checker.grading.Grader;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** Grades every variant of a task once, a few at a time, and draws the table of variants and checks. */
final class FaultMatrix {

    private static final int AT_ONCE = 6;

    /** Of so many faulty servers one is graded by all checks, unless all are asked for. */
    private static final int ONE_IN = 10;

    /** All pages of a process share one browser, and four of them keep two cores busy. */
    private static final Semaphore PAGES = new Semaphore(4);

    private static final long SEED = 4711;
    private static final boolean BROWSER = Needs.Installed.isOnPath("chromium");

    private final Home home = Home.find();
    private final Workbook workbook = WorkbookReader.workbook(home);
    private final Sample sample = Sample.asked();
    private final Task task;
    private final Map<Variant, Report> reports = new LinkedHashMap<>();
    private final Map<Variant, Report> again = new ConcurrentHashMap<>();
    private final Queue<Variant> escaped = new ConcurrentLinkedQueue<>();

    private FaultMatrix(String task) {
        this.task = workbook.task(task).orElseThrow();
    }

    /** The variants of a task that can be graded here: without a browser, none of its pages. */
    static List<Variant> variants(String task) {
        return TaskVariants.of(WorkbookReader.workbook(Home.find()).task(task).orElseThrow()).stream()
                .filter(FaultMatrix::canBeGraded)
                .toList();
    }

    static boolean canBeGraded(Variant variant) {
        return BROWSER || !(variant.subject() instanceof EditedPage);
    }

    static FaultMatrix of(String task, List<Variant> variants) throws InterruptedException, ExecutionException {
        FaultMatrix matrix = new FaultMatrix(task);
        matrix.gradeAll(variants);
        return matrix;
    }

    private void gradeAll(List<Variant> variants) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Report>> calls = variants.stream()
                    .<Callable<Report>>map(variant -> () -> gradeFairly(variant))
                    .toList();
            List<Future<Report>> results = threads.invokeAll(calls);
            for (int i = 0; i < results.size(); i++) {
                reports.put(variants.get(i), results.get(i).get());
            }
        }
    }

    /**
     * A fault that is a race may not show itself in one run, and one that shows itself only in what came while other checks
     * ran does not show itself to its check alone. So a faulty server that passed its check is graded once more, by all
     * checks. Those that need that one have seen it the first time, and may have failed it: that counts no more. A server
     * that failed its check is never graded again: what else it is blamed for counts.
     */
    private Report gradeFairly(Variant variant) {
        Report first = grade(variant);
        if (variant.kills().isEmpty() || failed(first).contains(variant.kills())) {
            return first;
        }
        escaped.add(variant);
        return grade(variant, Set.of());
    }

    private Report grade(Variant variant) {
        return grade(variant, checks(variant));
    }

    private Report grade(Variant variant, Set<Integer> checks) {
        return variant.subject() instanceof EditedPage ? gradePage(variant, checks) : gradeAtOnce(variant, checks);
    }

    private Report gradePage(Variant variant, Set<Integer> checks) {
        PAGES.acquireUninterruptibly();
        try {
            return gradeAtOnce(variant, checks);
        } finally {
            PAGES.release();
        }
    }

    private Report gradeAtOnce(Variant variant, Set<Integer> checks) {
        return variant.subject().grade(variant, task, options(checks));
    }

    private GradingOptions options(Set<Integer> checks) {
        return GradingOptions.of(home, workbook, WorkbookReader.knobs(home), new Target.Folder(Tree.EXERCISES))
                .withSeed(SEED)
                .withOnly(checks);
    }

    /**
     * The checks to grade by, which take with them what they need; empty for all. That a faulty server fails its check is
     * seen by that one. That it fails no other must be asked of all, which takes most of the time of the matrix.
     */
    private Set<Integer> checks(Variant variant) {
        return byAll(variant) ? Set.of() : Set.of(variant.check());
    }

    private boolean byAll(Variant variant) {
        return variant.kills().isEmpty() || sample.takes(variant.toString(), ONE_IN);
    }

    Report report(Variant variant) {
        return reports.get(variant);
    }

    /** The report whose message is compared: the first one, unless it had to be asked for again. */
    Report told(Variant variant) {
        return again.getOrDefault(variant, report(variant));
    }

    /**
     * The report of another grading, which says nothing against the first one. It is by all checks: a check that comes
     * after fewer others draws other random words, and so may fail with another sentence than the one that was recorded.
     */
    Report reportAgain(Variant variant) {
        Report report = grade(variant, Set.of());
        again.put(variant, report);
        return report;
    }

    /** The checks that a variant failed, or that broke on it, which is never right. */
    Set<String> failed(Variant variant) {
        return failed(report(variant));
    }

    private static Set<String> failed(Report report) {
        return report.tasks().stream()
                .flatMap(task -> task.checks().stream())
                .filter(check -> check.verdict() != Verdict.PASSED && check.verdict() != Verdict.SKIPPED)
                .map(check -> check.verdict() == Verdict.BROKEN ? check.id() + " is broken" : check.id())
                .collect(Collectors.toSet());
    }

    /** For each check, the faults that it kills. */
    Map<String, List<String>> kills() {
        Map<String, List<String>> kills = new TreeMap<>();
        Grader.checks(task).forEach(number -> kills.put(task.check(number), List.of()));
        reports.keySet().stream()
                .filter(variant -> !variant.kills().isEmpty())
                .forEach(variant -> kills.merge(
                        variant.kills(), List.of(variant.fault()), (a, b) -> Stream.concat(a.stream(), b.stream())
                                .toList()));
        return kills;
    }

    /**
     * The table: {@code F} failed, {@code .} passed, {@code -} skipped, {@code !} warned, {@code B} broken, nothing where a
     * check was not asked for.
     */
    String table() {
        StringBuilder table = new StringBuilder("task fault      checks           server\n");
        reports.forEach((variant, report) -> table.append(
                "%-4s %-10s %-16s %s%n".formatted(variant.task(), variant.fault(), signs(report), variant.name())));
        escaped.forEach(
                variant -> table.append("passed its check once, and was graded again: %s%n".formatted(variant)));
        long byAll = reports.keySet().stream().filter(this::byAll).count();
        return table.append("by all checks: %d of %d (%s)%n".formatted(byAll, reports.size(), sample))
                .toString();
    }

    private String signs(Report report) {
        Map<String, Verdict> verdicts = report.tasks().getFirst().checks().stream()
                .collect(Collectors.toMap(CheckResult::id, CheckResult::verdict));
        return Grader.checks(task).stream()
                .map(number -> sign(verdicts.get(task.check(number))))
                .collect(Collectors.joining());
    }

    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case null -> " ";
            case PASSED -> ".";
            case FAILED -> "F";
            case WARNED -> "!";
            case SKIPPED -> "-";
            case BROKEN -> "B";
        };
    }
}
