package workbook.checker.classroom.serving;

import io.helidon.logging.common.spi.LoggingProvider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells Helidon that its logging is configured: otherwise it complains on the terminal. */
public final class HelidonLogging implements LoggingProvider {

    /** Held, because the JDK may forget a logger and its level with it. Nobody here needs what Helidon logs. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    /** Logs nothing below SEVERE from now on. */
    public static void keep() {
        HELIDON.setLevel(Level.SEVERE);
    }

    @Override
    public void initialization() {
        // Done by keep(), for each server.
    }

    @Override
    public void runTime() {
        // Done by keep(), for each server.
    }
}
