package workbook.checker.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * What a run of checks is asked to do.
 *
 * @param seed what random payloads are made from
 * @param only numbers of the checks to run; all when empty. Their prerequisites run, too.
 * @param debug whether a debugger may attach, so that no limit of time holds
 * @param pages how pages are checked
 * @param walk for how long only the checks of the whole contract run, on ever new random sequences
 * @param untilFailure whether what comes behind the first failure is left out
 */
public record GradingOptions(
        Home home,
        Workbook workbook,
        Knobs knobs,
        Target target,
        Clock clock,
        long seed,
        Set<Integer> only,
        boolean debug,
        Pages pages,
        Optional<Duration> walk,
        boolean untilFailure) {

    public GradingOptions {
        only = Set.copyOf(only);
    }

    /** Options for all checks, on the fast clock, with a random seed, no debugger, and the pages of the workbook. */
    public static GradingOptions of(Home home, Workbook workbook, Knobs knobs, Target target) {
        int seed = ThreadLocalRandom.current().nextInt(1, 100_000);
        return new GradingOptions(
                home, workbook, knobs, target, Clock.FAST, seed, Set.of(), false, Pages.USUAL, Optional.empty(), false);
    }

    /** Options for a check class that an IDE starts: the exercises of the workbook around the working directory. */
    public static GradingOptions ofIde() {
        Home home = Home.find();
        return of(home, WorkbookReader.workbook(home), WorkbookReader.knobs(home), new Target.Folder(Tree.EXERCISES));
    }

    public GradingOptions withHome(Home other) {
        return new GradingOptions(other, workbook, knobs, target, clock, seed, only, debug, pages, walk, untilFailure);
    }

    public GradingOptions withTarget(Target other) {
        return new GradingOptions(home, workbook, knobs, other, clock, seed, only, debug, pages, walk, untilFailure);
    }

    public GradingOptions withClock(Clock other) {
        return new GradingOptions(home, workbook, knobs, target, other, seed, only, debug, pages, walk, untilFailure);
    }

    public GradingOptions withSeed(long other) {
        return new GradingOptions(home, workbook, knobs, target, clock, other, only, debug, pages, walk, untilFailure);
    }

    public GradingOptions withOnly(Set<Integer> numbers) {
        return new GradingOptions(
                home, workbook, knobs, target, clock, seed, numbers, debug, pages, walk, untilFailure);
    }

    public GradingOptions withPages(Pages other) {
        return new GradingOptions(home, workbook, knobs, target, clock, seed, only, debug, other, walk, untilFailure);
    }

    public GradingOptions withWalk(Duration time) {
        return new GradingOptions(
                home, workbook, knobs, target, clock, seed, only, debug, pages, Optional.of(time), untilFailure);
    }

    public GradingOptions endingAtFailure() {
        return new GradingOptions(home, workbook, knobs, target, clock, seed, only, debug, pages, walk, true);
    }

    /** Whether the learner does the task with a server of their own, in whatever language. */
    public boolean ownServer() {
        return target instanceof Target.Command(var line, var directory, var own) && own;
    }

    /** Where the files of the learner are, when a tree is graded. */
    public Optional<Tree> tree() {
        return target instanceof Target.Folder folder ? Optional.of(folder.tree()) : Optional.empty();
    }

    /**
     * The report of a run with these options.
     *
     * @param took how long the whole run took
     */
    public Report report(List<TaskResult> tasks, Duration took) {
        return new Report(workbook.edition(), target.name(), seed, clock.word(), took, tasks);
    }
}
