package workbook.checker.wire;

import java.io.IOException;

/** For the acts of closing, where a failure means that there is nothing left to close. */
final class Quietly {
    interface Act {
        void run() throws IOException;
    }

    private Quietly() {}

    static void run(Act act) {
        try {
            act.run();
        } catch (IOException nothingLeftToClose) {
            // The reader of the connection meets the same failure and reports it.
        }
    }
}
