package workbook.checker.wire;

import java.io.IOException;

/** Closes where a failure means that there is nothing left to close. */
public final class QuietClose {
    public interface Act {
        void run() throws IOException;
    }

    private QuietClose() {}

    public static void run(Act act) {
        try {
            act.run();
        } catch (IOException nothingLeftToClose) {
            // The reader of the connection meets the same failure and reports it.
        }
    }
}
