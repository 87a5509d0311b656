package workbook.checker.learner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import workbook.checker.files.ProgramPath;

/** A language in which there are starters. */
public enum StarterLanguage {
    PYTHON("Python", "python3", "python3 server.py"),
    NODE("Node", "node", "node server.mjs"),
    GO("Go", "go", "go run server.go");

    private final String title;
    private final String program;
    private final String command;

    StarterLanguage(String title, String program, String command) {
        this.title = title;
        this.program = program;
        this.command = command;
    }

    /** The language of this word on the command line. */
    public static Optional<StarterLanguage> of(String word) {
        return Arrays.stream(values())
                .filter(language -> language.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The word on the command line, which is the name of the folder, too. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the language in a sentence. */
    public String title() {
        return title;
    }

    /** The name of the program that runs it. */
    public String program() {
        return program;
    }

    /** The line for the shell that starts a starter, in its folder. */
    public String command() {
        return command;
    }

    /** Whether the program is on the path. */
    public boolean installed() {
        return ProgramPath.here().find(program).isPresent();
    }
}
