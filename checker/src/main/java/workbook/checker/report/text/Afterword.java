package workbook.checker.report.text;

import workbook.checker.report.Label;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/**
 * What is said after the report of a task that passed. Empty texts are left out.
 *
 * <pre>
 *   Learned  A stream is one response that stays open.
 *   Compare  ./sse solution 2.1
 *   Next     2.3 Event types · exercises/2.3-event-types/README.md
 * </pre>
 *
 * @param learned what was learned, in a sentence
 * @param compare how to see another solution
 * @param next the next task
 */
public record Afterword(Text learned, Text compare, Text next) {

    public String write(Terminal terminal, Language language) {
        TextSheet sheet = new TextSheet(terminal, language);
        sheet.field(Label.LEARNED, learned);
        sheet.field(Label.COMPARE, compare);
        sheet.field(Label.NEXT, next);
        return sheet.toString();
    }
}
