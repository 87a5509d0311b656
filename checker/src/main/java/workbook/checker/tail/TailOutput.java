package workbook.checker.tail;

import java.io.PrintStream;
import workbook.checker.conformance.Secrecy;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/**
 * Where a tail is written.
 *
 * @param out takes what was asked for
 * @param err takes everything else
 * @param drawn whether a person watches {@code out} on a terminal, so that lines are cut and drawn over
 */
public record TailOutput(
        PrintStream out, PrintStream err, Terminal terminal, Language language, Secrecy secrecy, boolean drawn) {

    private static final String ERASE = "\r\u001b[K";

    /** Writes a line. What a server sent must have been made visible in it. */
    void line(String visible) {
        out.println(terminal.words(secrecy.masked(visible)));
    }

    /** Draws over the last line that was drawn; an empty one is gone. */
    void draw(String visible) {
        if (drawn) {
            out.print(ERASE + terminal.words(secrecy.masked(visible)));
            out.flush();
        }
    }

    void complain(Text words) {
        err.println(terminal.words(Visible.line(secrecy.masked(words.in(language)))));
    }

    String words(Text text) {
        return text.in(language);
    }

    /** Whether the reader of the output has closed it, as {@code head} does. */
    boolean isClosed() {
        return out.checkError();
    }
}
