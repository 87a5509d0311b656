package workbook.checker.server;

import java.nio.file.Path;

/** What can be started as a server under test. */
public sealed interface Program {

    /**
     * A folder in the layout of a task: {@code src/main/java} with a class {@code workbook.Main}, {@code
     * src/main/resources}.
     *
     * @param folder the folder of the task
     * @param libraries the folder of the jars that every task needs; what one task needs beside them is in a folder there
     *     that has the name of the task's
     * @param work where compiled classes may be kept
     */
    record JavaFolder(Path folder, Path libraries, Path work) implements Program {}

    /**
     * A line for the system's shell, in any language. It learns its port and settings from its environment.
     *
     * @param line as the user typed it
     * @param directory where it runs
     */
    record ShellCommand(String line, Path directory) implements Program {}
}
