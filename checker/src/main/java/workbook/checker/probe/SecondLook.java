package workbook.checker.probe;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A limit that takes another look before it counts: a busy machine is late once, a wrong server is late at every look.
 *
 * @param looks how often is measured at most, the first time included
 */
public record SecondLook(int looks) {

    public SecondLook {
        if (looks < 1) {
            throw new IllegalArgumentException("at least one look, not " + looks);
        }
    }

    /**
     * Measures again as long as something is wrong.
     *
     * @param fault what is wrong with a measurement; empty when it is right
     * @return the first measurement that is right
     * @throws CheckFailure the fault of the last look, when every look had one
     */
    public <T> T require(T first, Supplier<T> again, Function<? super T, Optional<CheckFailure>> fault) {
        T measured = first;
        Optional<CheckFailure> wrong = fault.apply(measured);
        for (int look = 1; look < looks && wrong.isPresent(); look++) {
            measured = again.get();
            wrong = fault.apply(measured);
        }
        if (wrong.isPresent()) {
            throw wrong.get();
        }
        return measured;
    }

    /**
     * Measures again as long as a measurement is not right, where that alone fails nothing.
     *
     * @return the first measurement that is right, else the last
     */
    public <T> T settle(T first, Supplier<T> again, Predicate<? super T> right) {
        T measured = first;
        for (int look = 1; look < looks && !right.test(measured); look++) {
            measured = again.get();
        }
        return measured;
    }
}
