package workbook.checker.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.ConfigFault;
import workbook.checker.workbook.Home;

/**
 * Where a command was typed, and its output: standard output for what was asked for, standard error for everything else.
 *
 * @param terminal what standard output can show
 * @param language of all output
 * @param live whether a person watches standard error, so that a line may be drawn over
 * @param program how a reader types the program, where a sentence names a command
 * @param folder in which the command was typed, absolute
 */
record Screen(
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Language language,
        boolean live,
        String program,
        Path folder) {

    /** How a reader types the program in the folder of the workbook, and how every sentence is written. */
    static final String IN_WORKBOOK = "./sse";

    /** Set by the launcher, which can ask the system: {@code out}, {@code err}, both or none of them. */
    static final String TERMINALS = "sse.terminals";

    /** Set by the launcher: the width of the terminal in columns. */
    static final String COLUMNS = "sse.columns";

    private static final int USUAL_COLUMNS = 100;

    Screen(PrintStream out, PrintStream err, Terminal terminal, Language language, boolean live) {
        this(out, err, terminal, language, live, IN_WORKBOOK, Home.start());
    }

    static Screen of(Language language, Map<String, String> environment) {
        String terminals = terminals();
        Charset charset = LanguageChoice.charset(environment);
        boolean colour = terminals.contains("out")
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        Terminal terminal = new Terminal(Integer.getInteger(COLUMNS, USUAL_COLUMNS), colour, charset);
        boolean live = terminals.contains("err") && !"dumb".equals(environment.get("TERM"));
        return new Screen(
                stream(FileDescriptor.out, charset),
                stream(FileDescriptor.err, charset),
                terminal,
                terminal.speaks(language),
                live);
    }

    Screen calledAs(String name) {
        return new Screen(out, err, terminal, language, live, name, folder);
    }

    /** The same with another standard output, over which nobody draws. */
    Screen printing(PrintStream to) {
        return new Screen(to, err, terminal, language, false, program, folder);
    }

    Screen in(Path other) {
        return new Screen(
                out,
                err,
                terminal,
                language,
                live,
                program,
                other.toAbsolutePath().normalize());
    }

    /**
     * The workbook in which the command was typed.
     *
     * @throws ConfigFault if there is none
     */
    Home workbook() {
        return Home.around(folder);
    }

    private static String terminals() {
        return System.getProperty(TERMINALS, System.console() == null ? "" : "out err");
    }

    /** Whether a person watches standard output, where a line may be cut to the width and drawn over. */
    static boolean isOutDrawn() {
        return terminals().contains("out") && !"dumb".equals(System.getenv("TERM"));
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }

    /** Standard output for machine-readable text, which is UTF-8 whatever the terminal is. */
    PrintStream utf8() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** Whether something that was printed on standard output did not get there. */
    boolean hasLost() {
        return out.checkError();
    }

    void say(Text text) {
        out.println(words(text));
    }

    void complain(Text text) {
        err.println(words(text));
    }

    private String words(Text text) {
        String words = text.in(language).replace(IN_WORKBOOK + " ", program + " ");
        return terminal.unicode() ? words : words.replace("…", "...");
    }
}
