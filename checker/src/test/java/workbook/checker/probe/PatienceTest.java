package workbook.checker.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import workbook.checker.server.MachinePace;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** How long is waited, by what was measured before. The load of this machine may change all figures up to threefold. */
class PatienceTest {

    private static final Duration FAR = Duration.ofMillis(600);
    private static final int MANY = 10;
    private static final long NOW = System.nanoTime() + Duration.ofMinutes(1).toNanos();

    private static Patience with(Target target) {
        Home home = Home.find();
        GradingOptions options =
                GradingOptions.of(home, WorkbookReader.workbook(home), WorkbookReader.knobs(home), target);
        return new Patience(options, () -> MachinePace.USUAL);
    }

    private static Patience elsewhere() {
        return with(new Target.Url(URI.create("http://192.0.2.1")));
    }

    private static void answered(Patience patience, Duration each) {
        for (int i = 0; i < MANY; i++) {
            patience.answered(each);
        }
    }

    @Test
    void aServerThatIsFarAwayHasItsRoundTripMore() {
        Patience patience = elsewhere();
        Duration near = patience.slack();
        answered(patience, FAR);
        assertEquals(FAR, patience.roundTrip());
        assertEquals(near.plus(FAR), patience.slack());
        assertTrue(patience.answer().compareTo(FAR.multipliedBy(4)) > 0);
    }

    @Test
    void oneQuickAnswerShowsThatAServerIsNear() {
        Patience patience = elsewhere();
        answered(patience, FAR);
        patience.answered(Duration.ofMillis(3));
        assertEquals(Duration.ZERO, patience.roundTrip());
    }

    @Test
    void aProcessOfTheCheckerIsNeverFarAway() {
        Patience patience = with(new Target.Folder(Tree.EXERCISES));
        answered(patience, FAR);
        assertEquals(Duration.ZERO, patience.roundTrip());
    }

    @Test
    void aCheckThatHasWaitedInVainWaitsNoMoreUntilTheNextOneBegins() {
        Patience patience = elsewhere();
        Duration asked = Duration.ofMinutes(5);
        assertEquals(asked, patience.limit(asked));
        patience.inVain(NOW, NOW + Duration.ofSeconds(30).toNanos());
        assertTrue(patience.limit(asked).compareTo(Duration.ofSeconds(1)) < 0);
        patience.renew();
        assertEquals(asked, patience.limit(asked));
    }

    @Test
    void waitsSideBySideCountOnce() {
        Patience patience = elsewhere();
        patience.inVain(NOW, NOW + Duration.ofSeconds(3).toNanos());
        patience.inVain(
                NOW + Duration.ofSeconds(1).toNanos(),
                NOW + Duration.ofSeconds(4).toNanos());
        assertEquals(Duration.ofSeconds(4), patience.wasted());
    }

    @Test
    void aShortLookWhetherSomethingMoreComesIsNoWaitInVain() {
        Patience patience = elsewhere();
        patience.inVain(NOW, NOW + patience.slack().toNanos());
        assertEquals(Duration.ZERO, patience.wasted());
    }
}
