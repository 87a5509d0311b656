package workbook.checker.board;

import io.helidon.logging.common.spi.LoggingProvider;

/** Tells Helidon that its log is cared for; else it complains on the terminal that nobody does. */
public final class Silence implements LoggingProvider {

    @Override
    public void initialization() {
        // The board sets the level of its log itself.
    }

    @Override
    public void runTime() {
        // As above.
    }
}
