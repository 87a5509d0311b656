package workbook.checker.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.checker.load.Ledger.Arrival;

class LedgerTest {

    private final Ledger ledger = new Ledger();
    private final List<Integer> passedOver = new ArrayList<>();

    @Test
    void inOrderNothingIsMissing() {
        assertEquals(List.of(Arrival.IN_ORDER, Arrival.IN_ORDER, Arrival.IN_ORDER), arrive(0, 1, 2));
        assertEquals(0, ledger.missing());
        assertEquals(3, ledger.next());
    }

    @Test
    void whatComesAfterAllIsLateAndNotMissing() {
        assertEquals(List.of(Arrival.IN_ORDER, Arrival.IN_ORDER, Arrival.LATE), arrive(0, 2, 1));
        assertEquals(0, ledger.missing());
        assertEquals(List.of(1), passedOver);
    }

    @Test
    void lateTwiceIsDoubled() {
        assertEquals(List.of(Arrival.IN_ORDER, Arrival.LATE, Arrival.DOUBLED), arrive(1, 0, 0));
    }

    @Test
    void whatTheServerDidNotAcceptIsNotMissed() {
        ledger.arrived(3, number -> number != 1, passedOver::add);
        assertEquals(2, ledger.missing());
        assertEquals(0, ledger.firstMissing());
        assertEquals(List.of(0, 2), passedOver);
    }

    @Test
    void countsOnWhenItKeepsNoMore() {
        ledger.arrived(5000, number -> true, passedOver::add);
        assertEquals(5000, ledger.missing());
    }

    @Test
    void whatWasNotAcceptedMayComeLateButNotTwice() {
        ledger.arrived(3, number -> number != 1, passedOver::add);
        assertEquals(List.of(Arrival.IN_ORDER, Arrival.DOUBLED), arrive(1, 1));
    }

    @Test
    void afterAResetWhatWasIssuedBeforeNeedNotCome() {
        arrive(0, 1);
        ledger.reset(5);
        assertEquals(5, ledger.next());
        assertEquals(List.of(Arrival.IN_ORDER), arrive(4));
        assertEquals(List.of(2, 3), passedOver);
        assertEquals(0, ledger.missing());
    }

    @Test
    void afterAResetWhatWasIssuedLaterMustCome() {
        arrive(0, 1);
        ledger.reset(5);
        assertEquals(List.of(Arrival.IN_ORDER, Arrival.LATE), arrive(7, 6));
        assertEquals(1, ledger.missing());
        assertEquals(5, ledger.firstMissing());
    }

    @Test
    void afterAResetAllMayComeAgainOnce() {
        arrive(0, 1, 2);
        ledger.reset(3);
        assertEquals(List.of(Arrival.IN_ORDER, Arrival.IN_ORDER, Arrival.DOUBLED), arrive(1, 2, 2));
    }

    private List<Arrival> arrive(int... numbers) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int number : numbers) {
            arrivals.add(ledger.arrived(number, any -> true, passedOver::add));
        }
        return arrivals;
    }
}
