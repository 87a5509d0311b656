package workbook.checker.checks.walk;

import java.util.Optional;
import workbook.checker.probe.CheckFailure;

/** What the model of a contract allows on one connection. It is asked again and again while the walk goes on. */
public interface Judge {

    /** Looks at what has come since, and returns whether all has come that must, or something that must not. */
    boolean isThrough();

    /** What is wrong with what has come. */
    Optional<CheckFailure> fault();

    /** The finding about what has not come, when it is waited for no longer. */
    CheckFailure missing();
}
