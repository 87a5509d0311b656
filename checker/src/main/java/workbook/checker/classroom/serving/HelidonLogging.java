package workbook.checker.classroom.serving;

import io.helidon.logging.common.spi.LoggingProvider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells Helidon that its log is cared for; else it complains on the terminal that nobody does. */
public final class HelidonLogging implements LoggingProvider {

    /** Held, or its level could be forgotten. What Helidon tells of itself is for nobody here. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    /** From now on only what is severe is said. */
    public static void keep() {
        HELIDON.setLevel(Level.SEVERE);
    }

    @Override
    public void initialization() {
        // Each server calls keep().
    }

    @Override
    public void runTime() {
        // As above.
    }
}
