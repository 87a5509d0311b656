package workbook.checker.slips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Sample;
import workbook.checker.grading.Grader;
import workbook.checker.grading.ServersAhead;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.slips.Slip.Outcome;
import workbook.checker.slips.Slip.Told;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * Whoever makes a slip is told its cause. A run takes one of each task, and with {@code -P thorough} two, each by its check
 * alone. {@code -Dslips=all}, or a part of their names such as {@code -Dslips=2.1}, takes those by all checks, as a learner
 * runs them.
 */
@Execution(ExecutionMode.CONCURRENT)
class SlipsTest {

    private static final int AT_ONCE = 3;
    private static final int AT_LEAST = 4;
    private static final long SEED = 4711;

    private static final Home HOME = Home.find();
    private static final Workbook WORKBOOK = WorkbookReader.workbook(HOME);

    private final Optional<Pattern> asked = Optional.ofNullable(System.getProperty("slips"))
            .map(names -> Pattern.compile(names.equals("all") ? "" : names));

    @Test
    void whereATaskHasSomeItHasSeveral() {
        assertEquals(
                List.of(),
                WORKBOOK.checklist().stream()
                        .filter(task ->
                                !Slips.of(task).isEmpty() && Slips.of(task).size() < AT_LEAST)
                        .map(Task::id)
                        .toList());
    }

    @Test
    void eachFitsIntoTheSolutionAndNamesACheck() {
        Set<String> names = new HashSet<>();
        for (Slip slip : Slips.all()) {
            slip.texts(HOME.folder(Tree.SOLUTIONS, task(slip)));
            assertTrue(Grader.checks(task(slip)).contains(slip.number()), slip + " names no check");
            assertTrue(names.add(slip.toString()), slip + " is there twice");
        }
    }

    @Test
    void whoeverMakesItIsToldTheCause() throws InterruptedException, ExecutionException {
        ServersAhead.prepare();
        List<Outcome> outcomes =
                grade(sample().stream().filter(Slip::canBeGraded).toList());
        System.out.println(table(outcomes));
        assertEquals(
                List.of(),
                outcomes.stream()
                        .filter(outcome -> outcome.slip().open().isEmpty() && outcome.told() != Told.THE_CAUSE)
                        .toList());
    }

    private List<Slip> sample() {
        if (asked.isPresent()) {
            return Slips.all().stream()
                    .filter(slip -> asked.get().matcher(slip.toString()).find())
                    .toList();
        }
        Sample sample = Sample.asked();
        List<Slip> taken = new ArrayList<>();
        for (Task task : WORKBOOK.checklist()) {
            List<Slip> slips = Slips.of(task);
            if (slips.isEmpty()) {
                continue;
            }
            Slip one = sample.one(task.id(), slips);
            taken.add(one);
            if (sample.whole()) {
                taken.add(slips.get((slips.indexOf(one) + slips.size() / 2) % slips.size()));
            }
        }
        return taken;
    }

    private List<Outcome> grade(List<Slip> slips) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Outcome>> results = slips.stream()
                    .map(slip -> threads.submit(() -> slip.grade(task(slip), options(slip))))
                    .toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> result : results) {
                outcomes.add(result.get());
            }
            return outcomes;
        }
    }

    private GradingOptions options(Slip slip) {
        return GradingOptions.of(HOME, WORKBOOK, WorkbookReader.knobs(HOME), new Target.Folder(Tree.EXERCISES))
                .withSeed(SEED)
                .withOnly(asked.isPresent() ? Set.of() : Set.of(slip.number()));
    }

    private static Task task(Slip slip) {
        return WORKBOOK.task(slip.task()).orElseThrow();
    }

    private static String table(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::toString).collect(Collectors.joining("\n", "", "\n"))
                + "told at first: "
                + count(outcomes.stream().map(outcome -> outcome.slip().first()).toList())
                + "\ntold now:      "
                + count(outcomes.stream().map(Outcome::told).toList());
    }

    private static Map<Told, Long> count(List<Told> told) {
        return told.stream()
                .collect(Collectors.groupingBy(each -> each, () -> new EnumMap<>(Told.class), Collectors.counting()));
    }
}
