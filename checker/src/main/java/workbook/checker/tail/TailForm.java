package workbook.checker.tail;

import java.util.Optional;
import workbook.checker.text.Text;

/** Shows a stream. For one thread. */
public interface TailForm {

    void show(Sight sight);

    /** Shows what is left to show when the tail is over, and what it was in all. */
    void finish(TailTally tally);

    /** Whether nobody reads the output any more. */
    boolean isClosed();

    /** Why the form has shown nothing although something came; empty if it has, or nothing came. */
    default Optional<Text> complaint() {
        return Optional.empty();
    }
}
