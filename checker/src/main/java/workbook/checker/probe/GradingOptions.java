package workbook.checker.probe;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
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
        Pages pages) {

    public GradingOptions {
        only = Set.copyOf(only);
    }

    /** With the browser that is found, and the pages of the workbook. */
    public GradingOptions(
            Home home,
            Workbook workbook,
            Knobs knobs,
            Target target,
            Clock clock,
            long seed,
            Set<Integer> only,
            boolean debug) {
        this(home, workbook, knobs, target, clock, seed, only, debug, Pages.USUAL);
    }

    /** Where the files of the learner are, when a tree is graded. */
    public Optional<Tree> tree() {
        return target instanceof Target.Folder folder ? Optional.of(folder.tree()) : Optional.empty();
    }

    /** Grades the exercises on the fast clock, as for a check class that an IDE starts. */
    public static GradingOptions ofIde() {
        Home home = Home.find();
        return new GradingOptions(
                home,
                WorkbookReader.workbook(home),
                WorkbookReader.knobs(home),
                new Target.Folder(Tree.EXERCISES),
                Clock.FAST,
                ThreadLocalRandom.current().nextInt(1, 100_000),
                Set.of(),
                false);
    }
}
