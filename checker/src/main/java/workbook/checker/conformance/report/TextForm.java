package workbook.checker.conformance.report;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.RuleResult;
import workbook.checker.conformance.RuleVerdict;
import workbook.checker.finding.Finding;
import workbook.checker.report.Label;
import workbook.checker.report.Terminal;
import workbook.checker.report.Theme.Ink;
import workbook.checker.report.text.TextConversations;
import workbook.checker.report.text.TextSheet;
import workbook.checker.text.Align;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/**
 * What a probe found, on a terminal: each failure in full, then what was not seen, what is shown only, and the table.
 *
 * <pre>
 * ✗ wire/3 MUST No unfinished event at a clean end                       HTML 9.2.5, 9.2.6
 *   I sent   curl -N -H 'Accept: text/event-stream' http://127.0.0.1:8080/events
 *   I got    +0.004s "data: done\n"
 *                     ^ discarded
 * </pre>
 */
public record TextForm(Terminal terminal) implements ConformanceForm {

    @Override
    public String write(ConformanceReport report, Language language) {
        TextSheet sheet = new TextSheet(terminal, language);
        boolean fails = report.of(RuleVerdict.FAILED).findAny().isPresent();
        boolean blind = Sentences.isBlind(report);
        sheet.headline(
                blind ? Ink.WARN : fails ? Ink.BAD : Ink.GOOD,
                blind ? sheet.signs.warned() : fails ? sheet.signs.failed() : sheet.signs.passed(),
                same(report.target()),
                Sentences.verdict(report));
        sheet.sentence(Sentences.facts(report));
        report.of(RuleVerdict.FAILED)
                .sorted((a, b) -> a.rule().level().compareTo(b.rule().level()))
                .forEach(result -> failure(sheet, result));
        report.of(RuleVerdict.BROKEN).forEach(result -> {
            sheet.gap();
            sheet.headline(Ink.WARN, sheet.signs.warned(), Sentences.title(result), Sentences.source(result));
            sheet.sentence(Sentences.broken(result));
        });
        list(
                sheet,
                text("Known, and left out of the verdict", "已知，不计入结论"),
                report.of(RuleVerdict.KNOWN).toList());
        list(sheet, text("Not seen", "未观察到"), report.of(RuleVerdict.NOT_SEEN).toList());
        list(
                sheet,
                text("Shown", "展示"),
                report.of(RuleVerdict.PASSED)
                        .filter(result -> result.rule().level() == Level.INFO)
                        .toList());
        sheet.gap();
        table(sheet, report);
        for (Text last : List.of(Sentences.mendFirst(report), Sentences.outdated(report))) {
            if (!last.isEmpty()) {
                sheet.sentence(last);
            }
        }
        return sheet.toString();
    }

    /** What is said of one broken rule. */
    public String failure(RuleResult result, Language language) {
        TextSheet sheet = new TextSheet(terminal, language);
        failure(sheet, result);
        return sheet.toString();
    }

    private static void failure(TextSheet sheet, RuleResult result) {
        Ink ink = result.rule().level() == Level.MUST ? Ink.BAD : Ink.WARN;
        sheet.gap();
        String sign = result.rule().level() == Level.MUST ? sheet.signs.failed() : sheet.signs.warned();
        sheet.headline(ink, sign, Sentences.title(result), Sentences.source(result));
        Finding finding = result.finding();
        new TextConversations(sheet).show(finding.conversations(), ink);
        sheet.field(Label.WANTED, finding.expected());
        sheet.field(Label.RECEIVED, finding.received());
        sheet.field(Label.BROWSER, finding.browser());
        sheet.field(Label.RULE, finding.why());
        sheet.field(Label.LIKELY, finding.likely());
        sheet.field(Label.HURTS, result.rule().hurts());
    }

    private static void list(TextSheet sheet, Text title, List<RuleResult> results) {
        if (results.isEmpty()) {
            return;
        }
        sheet.gap();
        sheet.line(sheet.theme.paint(Ink.STRONG, sheet.words(title)));
        for (RuleResult result : results) {
            Text note = result.note().isEmpty() ? Text.NONE : text(": %s", "：%s", result.note());
            sheet.sentence(text("%s%s", "%s%s", Sentences.title(result), note));
        }
    }

    private static void table(TextSheet sheet, ConformanceReport report) {
        List<RuleVerdict> verdicts = List.of(RuleVerdict.PASSED, RuleVerdict.FAILED, RuleVerdict.NOT_SEEN);
        StringBuilder head = new StringBuilder(Align.left("", 8));
        verdicts.forEach(verdict -> head.append(Align.right(sheet.words(verdict.words()), 11)));
        sheet.line(sheet.theme.paint(Ink.FAINT, head.toString()));
        for (Level level : List.of(Level.MUST, Level.SHOULD, Level.ADVICE)) {
            StringBuilder row = new StringBuilder(Align.left(level.name(), 8));
            verdicts.forEach(verdict -> row.append(Align.right(Long.toString(report.count(level, verdict)), 11)));
            sheet.line(row.toString());
        }
    }
}
