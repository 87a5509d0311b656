package workbook.checker.bad;

import java.io.IOException;
import workbook.checker.text.Text;

/**
 * Something that a server does wrongly, or rightly in a way that clients stumble over.
 *
 * @param path without the slash, for example {@code W4} or {@code cut}; the names of faults are those of
 *     {@code docs/grader.md}
 * @param example the path with its parameters, as it is typed
 * @param right what a right client does with it
 */
public record Sin(String path, String example, Text what, Text right, Act act) {

    /** What the server does, when the request has been read. */
    @FunctionalInterface
    interface Act {
        void answer(Talk talk, Query query) throws IOException;
    }
}
