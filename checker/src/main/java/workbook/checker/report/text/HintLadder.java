package workbook.checker.report.text;

import java.util.List;
import workbook.checker.report.Label;
import workbook.checker.report.Terminal;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/**
 * The hints to a check, up to the rung that is opened.
 *
 * <pre>
 * 2.1/6 One per interval
 *
 *   Hint
 *   Measure the gaps: is each of them a little too long?
 *
 *   More
 *   …
 *   Lesson   exercises/2.1-first-stream/README.md, heading 6
 * </pre>
 *
 * @param title of the check, with its id
 * @param rungs names of the rungs and what they say, as Markdown in the language of the reader
 * @param lesson where to read more
 * @param next how to get the next rung; empty on the last
 */
public record HintLadder(Text title, List<Rung> rungs, Text lesson, Text next) {

    /** One hint, in Markdown. */
    public record Rung(Text name, String words) {}

    public HintLadder {
        rungs = List.copyOf(rungs);
    }

    public String write(Terminal terminal, Language language) {
        TextSheet sheet = new TextSheet(terminal, language);
        sheet.line(sheet.theme.paint(Ink.STRONG, sheet.line(title)));
        for (Rung rung : rungs) {
            sheet.gap();
            sheet.line("  " + sheet.theme.paint(Ink.FAINT, sheet.line(rung.name())));
            markdown(sheet, rung.words());
        }
        sheet.gap();
        sheet.field(Label.LESSON, lesson);
        sheet.field(Label.NEXT, next);
        return sheet.toString();
    }

    /** Wraps paragraphs, and leaves blocks of code as they are. */
    private static void markdown(TextSheet sheet, String words) {
        boolean code = false;
        for (String line : words.lines().toList()) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (code) {
                sheet.line("    " + sheet.terminal.bytes(Visible.lines(line)));
            } else if (line.isBlank()) {
                sheet.gap();
            } else {
                sheet.sentence(Text.same(line));
            }
        }
    }
}
