package workbook.checker.wire;

import java.io.IOException;

/** For the acts of closing, where a failure means that there is nothing left to close. */
public final class QuietClose {
    public interface Act {
        void run() throws IOException;
    }

    private QuietClose() {}

    public static void run(Act act) {
        try {
            act.run();
        } catch (IOException nothingLeftToClose) {
            // Whoever reads the connection meets the same failure and reports it.
        }
    }
}
