package workbook.checker.probe;

import java.net.URI;
import java.nio.file.Path;
import workbook.checker.workbook.Tree;

/** What is graded. */
public sealed interface Target {

    /** The name of the target in a report. */
    String name();

    /** A tree of the workbook: each task is compiled and started by itself. */
    record Folder(Tree tree) implements Target {
        @Override
        public String name() {
            return tree.folder();
        }
    }

    /** A server that is running already. */
    record Url(URI uri) implements Target {
        @Override
        public String name() {
            return uri.toString();
        }
    }

    /**
     * A server in any language, started for each task by the system's shell.
     *
     * @param own whether a learner does the task with it instead of the exercise
     */
    record Command(String line, Path directory, boolean own) implements Target {

        public Command(String line, Path directory) {
            this(line, directory, false);
        }

        @Override
        public String name() {
            return line;
        }
    }
}
