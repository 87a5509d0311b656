package workbook.checker.faulty;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import workbook.checker.Needs;
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

/** Grades the variants of a task that a sample takes, once, a few at a time, and draws the table of variants and checks. */
final class FaultMatrix {

    /** All pages of a process share one browser, which serves the one in front first. */
    private static final Semaphore PAGES = new Semaphore(5);

    private static final long SEED = 4711;
    private static final boolean BROWSER = Needs.Installed.isOnPath("chromium");

    private final Home home = Home.find();
    private final Workbook workbook = WorkbookReader.workbook(home);
    private final Task task;
    private final VariantSample sample;
    private final Map<Variant, Report> reports = new LinkedHashMap<>();
    private final Map<Variant, Report> again = new ConcurrentHashMap<>();
    private final Queue<Variant> escaped = new ConcurrentLinkedQueue<>();
    private final Map<Variant, Set<String>> wobbled = new LinkedHashMap<>();

    private FaultMatrix(String task, VariantSample sample) {
        this.task = workbook.task(task).orElseThrow();
        this.sample = sample;
    }

    /** The variants of a task that can be graded here: without a browser, none of its pages. */
    static List<Variant> variants(String task) {
        return allVariants(task).stream().filter(FaultMatrix::canBeGraded).toList();
    }

    /** The variants of a task, whether they can be graded here or not. */
    static List<Variant> allVariants(String task) {
        return TaskVariants.of(WorkbookReader.workbook(Home.find()).task(task).orElseThrow());
    }

    static boolean canBeGraded(Variant variant) {
        return BROWSER || !(variant.subject() instanceof EditedPage);
    }

    static FaultMatrix of(String task, VariantSample sample) throws InterruptedException, ExecutionException {
        FaultMatrix matrix = new FaultMatrix(task, sample);
        matrix.gradeAll();
        return matrix;
    }

    /** The longest first, so that none of them begins when the others end: an odd server stops at no check. */
    private void gradeAll() throws InterruptedException, ExecutionException {
        List<Variant> longestFirst = sample.graded().stream()
                .sorted(Comparator.comparing(
                                (Variant variant) -> !variant.kills().isEmpty())
                        .thenComparing(variant -> !sample.byAll().contains(variant)))
                .toList();
        Map<Variant, Future<Report>> results = new HashMap<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            longestFirst.forEach(variant -> results.put(variant, threads.submit(() -> gradeAmongOthers(variant))));
        }
        for (Variant variant : sample.graded()) {
            reports.put(variant, gradeInPeace(variant, results.get(variant).get()));
        }
    }

    /** A page waits for the browser first, so that it takes no place from a server meanwhile. */
    private Report gradeAmongOthers(Variant variant) throws InterruptedException {
        if (!(variant.subject() instanceof EditedPage)) {
            return GradingPlaces.OF_ALL.with(() -> gradeFairly(variant));
        }
        PAGES.acquire();
        try {
            return GradingPlaces.OF_ALL.with(() -> gradeFairly(variant));
        } finally {
            PAGES.release();
        }
    }

    /**
     * Several servers at a time and the other tests keep two cores busier than anybody's machine is while he has one server
     * graded. So a server that was blamed for more than its fault is graded again when the rest of the matrix is done. What
     * is wrong with the checks is found then, too; and there may not be many of them, see {@link #wobbled}.
     */
    private Report gradeInPeace(Variant variant, Report report) {
        if (failed(report).stream().allMatch(variant.kills()::equals)) {
            return report;
        }
        wobbled.put(variant, failed(report));
        return gradeFairly(variant);
    }

    /**
     * A fault that is a race may not show itself in one run, one of pace not on a busy machine, and one that shows itself
     * only in what came while other checks ran does not show itself to its check alone. So a faulty server that passed its
     * check is graded again by all checks, twice at most. Those that need that one have seen it the first time, and may have
     * failed it: that counts no more. Of a server that failed its check, what else it is blamed for
     * counts.
     */
    private Report gradeFairly(Variant variant) {
        Report report = grade(variant);
        for (int times = 0; times < 2 && escapes(variant, report); times++) {
            escaped.add(variant);
            report = grade(variant, Set.of());
        }
        return report;
    }

    private static boolean escapes(Variant variant, Report report) {
        return !variant.kills().isEmpty() && !failed(report).contains(variant.kills());
    }

    private Report grade(Variant variant) {
        return grade(variant, checks(variant));
    }

    private Report grade(Variant variant, Set<Integer> checks) {
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
        return sample.byAll().contains(variant) ? Set.of() : Set.of(variant.check());
    }

    Report report(Variant variant) {
        return reports.get(variant);
    }

    /** Those that were blamed for more than their fault while others were graded, with all that they failed then. */
    Map<Variant, Set<String>> wobbled() {
        return wobbled;
    }

    /** The report whose message is compared: the first one, unless it had to be asked for again. */
    Report told(Variant variant) {
        return again.getOrDefault(variant, report(variant));
    }

    /**
     * The report of another grading, which says nothing against the first one. It is by all checks, since a server that
     * has served fewer of them may be found out by another sign. One at a time, as the two languages may ask for it, and a
     * server in this process is one for both.
     */
    synchronized Report reportAgain(Variant variant) {
        Report report = grade(variant, Set.of());
        again.put(variant, report);
        return report;
    }

    /** The checks that a variant failed, or that broke on it, which is never right. */
    Set<String> failed(Variant variant) {
        return failed(report(variant));
    }

    /** The same of one report, in the order of the checks. */
    static Set<String> failed(Report report) {
        return report.tasks().stream()
                .flatMap(task -> task.checks().stream())
                .filter(check -> check.verdict() != Verdict.PASSED && check.verdict() != Verdict.SKIPPED)
                .map(check -> check.verdict() == Verdict.BROKEN ? check.id() + " is broken" : check.id())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** For each check that something here could fail, the faults that it has killed. */
    Map<String, List<String>> kills() {
        Map<String, List<String>> kills = new TreeMap<>();
        Grader.checks(task).stream()
                .map(task::check)
                .filter(check -> !killsOnlyWhatIsNotHere(check))
                .forEach(check -> kills.put(
                        check,
                        reports.keySet().stream()
                                .filter(variant -> variant.kills().equals(check)
                                        && failed(variant).contains(check))
                                .map(Variant::fault)
                                .toList()));
        return kills;
    }

    /** As without a browser the check of a page does. */
    private boolean killsOnlyWhatIsNotHere(String check) {
        return TaskVariants.of(task).stream()
                        .anyMatch(variant -> variant.kills().equals(check))
                && sample.all().stream().noneMatch(variant -> variant.kills().equals(check));
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
        wobbled.forEach((variant, failed) ->
                table.append("failed %s among others, and was graded again: %s%n".formatted(failed, variant)));
        return table.append(sample).append('\n').toString();
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
