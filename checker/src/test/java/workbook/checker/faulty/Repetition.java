package workbook.checker.faulty;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.checker.Sample;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.grading.ServersAhead;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * Some variants, each graded several times: a fault that is a race is caught once by luck, and only many runs say whether
 * it is caught. Each run has a seed of its own, as that of a learner has.
 *
 * @param times {@code -Drepeat}, how often each is graded; 0 when it was not asked for
 * @param walk {@code -Dwalk}, for how long only random sequences are tried, in seconds; 0 for the checks as they are
 * @param names {@code -Dvariants}, a part of their names, which begin with the task; all of them match an empty one
 */
record Repetition(int times, int walk, Pattern names) {

    /** Few at a time: what a busy machine says of a race is no evidence. */
    private static final int AT_ONCE = 3;

    private static final int FIRST_SEED = 4711;

    static Repetition fromProperties() {
        return new Repetition(
                Integer.getInteger("repeat", 0),
                Integer.getInteger("walk", 0),
                Pattern.compile(System.getProperty("variants", "")));
    }

    /**
     * How often a variant was judged rightly.
     *
     * @param caught how often the verdict was right
     * @param others the other ends, each with how often it came
     */
    record Outcome(Variant variant, int caught, int times, Map<String, Integer> others) {

        boolean always() {
            return caught == times;
        }

        @Override
        public String toString() {
            String verdict = variant.kills().isEmpty() ? "passed" : "caught";
            return "%s %d of %d  %s%s"
                    .formatted(verdict, caught, times, variant, others.isEmpty() ? "" : "  otherwise " + others);
        }
    }

    boolean takes(Variant variant) {
        return names.matcher(variant.toString()).find();
    }

    /** Grades each of these so often, by its own check; one that is right, and with {@code -P thorough} all, by all checks. */
    List<Outcome> of(List<Variant> variants) throws InterruptedException, ExecutionException {
        ServersAhead.prepare();
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Outcome>> begun = new ArrayList<>();
            for (Variant variant : variants) {
                begun.add(threads.submit(() -> ofOne(variant)));
            }
            for (Future<Outcome> outcome : begun) {
                outcomes.add(outcome.get());
                System.out.println(outcomes.getLast());
            }
        }
        return outcomes;
    }

    /** One run after another: a server in this process is the same for all of them, and has one list of messages. */
    private Outcome ofOne(Variant variant) {
        List<Report> reports = new ArrayList<>();
        for (int run = 0; run < times; run++) {
            reports.add(grade(variant, FIRST_SEED + run));
        }
        return outcome(variant, reports);
    }

    private Report grade(Variant variant, int seed) {
        Home home = Home.find();
        Workbook workbook = WorkbookReader.workbook(home);
        Task task = workbook.task(variant.task()).orElseThrow();
        boolean byAll = variant.kills().isEmpty() || Sample.asked().whole();
        GradingOptions options = GradingOptions.of(
                        home, workbook, WorkbookReader.knobs(home), new Target.Folder(Tree.EXERCISES))
                .withSeed(seed)
                .withOnly(byAll || walk > 0 ? Set.of() : Set.of(variant.check()));
        return variant.subject().grade(variant, task, walk > 0 ? options.withWalk(Duration.ofSeconds(walk)) : options);
    }

    private Outcome outcome(Variant variant, List<Report> reports) {
        Map<String, Integer> others = reports.stream()
                .filter(report -> !(walk > 0 ? isRightByWalk(variant, report) : isRight(variant, report)))
                .collect(Collectors.toMap(Repetition::end, report -> 1, Integer::sum, TreeMap::new));
        int wrong = others.values().stream().mapToInt(Integer::intValue).sum();
        return new Outcome(variant, reports.size() - wrong, reports.size(), others);
    }

    private static boolean isRight(Variant variant, Report report) {
        Set<String> failed = FaultMatrix.failed(report);
        return variant.kills().isEmpty()
                ? failed.isEmpty() && report.tasks().getFirst().status() == Status.PASSED
                : failed.stream().anyMatch(variant.caughtBy()::contains)
                        || variant.isOpenTodo() && report.tasks().getFirst().status() == Status.NOT_STARTED;
    }

    private static boolean isRightByWalk(Variant variant, Report report) {
        return variant.kills().isEmpty() == FaultMatrix.failed(report).isEmpty();
    }

    private static String end(Report report) {
        Set<String> failed = FaultMatrix.failed(report);
        return failed.isEmpty() ? report.tasks().getFirst().status().toString() : String.join(" ", failed);
    }
}
