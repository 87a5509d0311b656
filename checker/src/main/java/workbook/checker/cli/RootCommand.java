package workbook.checker.cli;

import picocli.CommandLine;
import workbook.checker.text.Text;

/** The command below which all others are. */
interface RootCommand extends Runnable {

    /** Completes the command line that picocli has made of the annotations. */
    default void complete(CommandLine line) {}

    /** Whether a task has this id. */
    default boolean hasTask(String id) {
        return false;
    }

    /** Asks the reader to report that the program itself broke, and says with what. */
    Text plea(Throwable fault);
}
