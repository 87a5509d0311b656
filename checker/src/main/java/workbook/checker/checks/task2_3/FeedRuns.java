package workbook.checker.checks.task2_3;

import static workbook.checker.text.Text.text;

import java.util.Optional;
import java.util.function.Function;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.text.Text;

/**
 * The clients of task 2.3. The first has the server to itself, and stays to the end. A second comes in the middle of its
 * round, and a third leaves again soon.
 */
final class FeedRuns {

    private static final Text SHARED = text(
            "n is a field of the service, so all clients count together; make it a local variable of the handler",
            "n 写成了服务的字段，所有客户端一起计数；应改为处理函数的局部变量");
    private static final String ITEMS = "feed.items";
    private static final int AFTERWARDS = 3;
    private static final SecondLook LOOKS = new SecondLook(2);

    private final Probe probe;
    private final FeedRun first;

    FeedRuns(Probe probe) {
        this.probe = probe;
        this.first = new FeedRun(probe);
    }

    FeedRun first() {
        return first;
    }

    /** A fault of time counts when a second run shows it, too. */
    void requirePace() {
        try {
            LOOKS.require(first.paceFault(), this::paceFaultAgain, Function.identity());
        } catch (CheckFailure fault) {
            first.leave(); // The stream may be a flood, which nobody wants to hear on.
            throw fault;
        }
    }

    private Optional<CheckFailure> paceFaultAgain() {
        FeedRun run = new FeedRun(probe);
        Optional<CheckFailure> fault = run.paceFault();
        run.leave();
        return fault;
    }

    /** The texts go round, and in the order of the list as far as that is known. */
    void requireRounds() {
        first.requireListed(probe.configured(ITEMS));
        first.requireRounds();
    }

    /** Each client gets the texts from the first on and counts by itself, whoever comes and leaves meanwhile. */
    void requireOwnRuns() {
        first.requireFirstOf(probe.configured(ITEMS));
        int period = first.period().orElse(1);
        inMidRound(period);
        FeedRun second = new FeedRun(probe);
        second.await(1);
        FeedRun leaver = new FeedRun(probe);
        leaver.await(2);
        leaver.leave();
        int enough = Math.max(period + 1, 2 * AFTERWARDS);
        second.requireTextsOf(first, enough);
        second.requireTypes(enough);
        second.requireCounting(enough, SHARED);
        requireFirstGoesOn();
    }

    /** Waits until a list position shared by all clients would give the next client another text than the first. */
    private void inMidRound(int period) {
        int seen = first.count();
        first.await(seen + (1 - seen % period + period) % period);
    }

    private void requireFirstGoesOn() {
        int enough = first.count() + AFTERWARDS;
        first.await(enough);
        if (first.count() < enough) {
            throw first.disturbed();
        }
        first.requireTypes(enough);
        first.requireCounting(enough, SHARED);
    }
}
