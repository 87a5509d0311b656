package workbook.checker.checks.walk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Probe;

/**
 * Random steps on a running server, drawn from the seed of the run. When the server breaks the contract, fewer steps are
 * looked for that do it, too; these are shown if they fail once more on a server that was started anew.
 */
public final class Walk {

    /** Eighths of the limit for an answer, which grows on a busy machine: how long new steps are taken. */
    private static final int TIME = 5;

    /** Eighths of that limit: how long fewer steps are looked for. */
    private static final int SHRINKING = 4;

    /** Eighths of that limit: what is late the first time is waited for again, so it need not be waited for so long. */
    private static final int FIRST = 4;

    private static final int AGAIN = 4;

    private static final int STEPS = 120;

    /** In twice the time on a busy machine. */
    private static final int AT_LEAST = 40;

    /** What is missed at once where a server keeps more and its messages are posted over a line that others use, too. */
    private static final int ROOM = 120;

    /** What any server that works at all passes: one that fails it is of no more use. */
    private static final List<Step> SOUND =
            List.of(new Step.Connect(1, new Place.New()), new Step.Post(1, "a"), new Step.Leave(1, Step.Way.FIN));

    private final Probe probe;
    private final Contract contract;
    private final boolean own;

    private Walk(Probe probe, Contract contract, boolean own) {
        this.probe = probe;
        this.contract = contract;
        this.own = own;
    }

    /** Walks for two seconds, or as long as the run was asked to. */
    public static void require(Probe probe, Contract contract) {
        Walk walk = begin(probe, contract);
        long seed = probe.draw();
        long end = System.nanoTime()
                + probe.walk().orElseGet(() -> walk.eighths(TIME)).toNanos();
        do {
            walk.round(seed++, end);
        } while (probe.walk().isPresent() && System.nanoTime() < end);
    }

    private static Walk begin(Probe probe, Contract contract) {
        try {
            return new Walk(probe.ownServer(contract.settings()), contract, true);
        } catch (CheckSkipped notOurs) {
            return new Walk(probe, contract, false);
        }
    }

    private Duration eighths(int count) {
        return probe.answer().multipliedBy(count).dividedBy(8);
    }

    private void round(long seed, long end) {
        Drawing drawing =
                new Drawing(new Random(seed), own ? contract.room(probe) : Math.min(ROOM, contract.room(probe)), own);
        long last = end + eighths(TIME).toNanos();
        Stream<Step> drawn = Stream.concat(
                Stream.generate(drawing::next).limit(AT_LEAST).takeWhile(step -> System.nanoTime() < last),
                Stream.generate(drawing::next).limit(STEPS - AT_LEAST).takeWhile(step -> System.nanoTime() < end));
        Outcome outcome = run(drawn, () -> eighths(FIRST));
        if (outcome.failed()) {
            told(outcome).ifPresent(failure -> {
                throw failure;
            });
        }
    }

    /** Takes steps, those that are possible, up to the first at which the server breaks the contract. */
    private Outcome run(Stream<Step> steps, Supplier<Duration> limit) {
        World world = new World(probe, contract, limit);
        try (world) {
            steps.forEachOrdered(world::take);
            return new Outcome(world.narration(), Optional.empty(), false, false);
        } catch (CheckFailure failure) {
            return new Outcome(world.narration(), Optional.of(failure), world.isLate(), world.isDoubtful());
        }
    }

    /**
     * What was only late must be late again, with all the time that an answer has. A message that may still have been on its
     * way must come to the one who connects after it with a pause between, too.
     */
    private Optional<CheckFailure> told(Outcome first) {
        int drawn = first.steps().size();
        boolean sound = !run(SOUND.stream(), probe::slack).failed();
        Optional<CheckFailure> shrunk =
                shrunk(first, drawn, sound ? this::onThisServer : steps -> onNewServer(steps, probe.slack()));
        if (first.doubtful()) {
            return shrunk;
        }
        return shrunk.or(() -> Optional.of(onNewServer(first.steps(), probe.answer()))
                        .filter(Outcome::failed)
                        .map(outcome -> outcome.told(drawn, true, false)))
                .or(() -> Optional.of(first).filter(once -> !once.late()).map(once -> once.told(drawn, false, false)));
    }

    /** Fewer steps that fail on a new server, too; empty if those that were found do not. */
    private Optional<CheckFailure> shrunk(Outcome first, int drawn, Function<List<Step>, Outcome> run) {
        long end = System.nanoTime() + eighths(SHRINKING).toNanos();
        Shrinking shrinking = new Shrinking(run, () -> System.nanoTime() < end);
        List<Step> fewest = Numbering.anew(shrinking.smallest(first.steps()));
        boolean allTried = System.nanoTime() < end;
        List<Step> again = first.doubtful() ? withPauses(fewest) : fewest;
        return Optional.of(onNewServer(again, eighths(AGAIN)))
                .filter(Outcome::failed)
                .map(outcome -> outcome.told(drawn, true, allTried));
    }

    private static List<Step> withPauses(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step instanceof Step.Connect || step instanceof Step.Glance
                        ? Stream.of(new Step.Idle(), step)
                        : Stream.of(step))
                .toList();
    }

    /** What the steps before these have left behind must not be what fails. */
    private Outcome onThisServer(List<Step> steps) {
        run(SOUND.stream(), probe::slack);
        return run(steps.stream(), probe::slack);
    }

    private Outcome onNewServer(List<Step> steps, Duration limit) {
        if (own) {
            probe.restart();
        }
        return run(steps.stream(), () -> limit);
    }
}
