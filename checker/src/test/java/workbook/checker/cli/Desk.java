package workbook.checker.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import workbook.checker.cli.Shell.Run;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;

/** The command line inside the process of the tests: what a {@link Shell} starts, in a tenth of the time. */
final class Desk {

    private final Path home;
    private Language language = Language.EN;
    private String answers = "";

    Desk(Path home) {
        this.home = home;
    }

    Desk speaking(Language spoken) {
        language = spoken;
        return this;
    }

    /** Sets what the person types. */
    Desk answering(String typed) {
        answers = typed;
        return this;
    }

    Run sse(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(100, false, StandardCharsets.UTF_8);
        Screen screen = new Screen(stream(out), stream(err), terminal, language, false).in(home);
        Locale locale = Locale.getDefault();
        InputStream input = System.in;
        System.setIn(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)));
        try {
            return new Run(Sse.run(arguments, screen), text(out), text(err));
        } finally {
            System.setIn(input);
            Locale.setDefault(locale);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream from) {
        return from.toString(StandardCharsets.UTF_8);
    }
}
