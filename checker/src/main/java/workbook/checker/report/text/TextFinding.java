package workbook.checker.report.text;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.report.HowToReproduce;
import workbook.checker.report.Label;
import workbook.checker.report.Phrases;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/**
 * One failure in full: what was sent, what came, what it means, what to do.
 *
 * <pre>{@code
 * ✗ 1.2/3 multi-line data · HTML 9.2.6 (MUST)                              7 of 12 passed
 *   I sent   curl -N -X POST -d '{"data":"roses are red\nviolets are blue"}' http://127.0.0.1:8080/echo
 *   I got    +0.004s "data: roses are red\nviolets are blue\n\n"
 *                                          ^ read as an unknown field, so ignored
 *   Browser  message "roses are red"
 *   Wanted   message "roses are red\nviolets are blue"
 *   Rule     every line of the payload needs a "data:" field of its own
 *   Next     exercises/1.2-wire-format/src/main/java/workbook/WireFormatService.java
 * }</pre>
 */
final class TextFinding {
    private final TextSheet sheet;
    private final TaskResult task;

    TextFinding(TextSheet sheet, TaskResult task) {
        this.sheet = sheet;
        this.task = task;
    }

    void show(CheckResult check, Text right) {
        Ink ink = check.verdict() == Verdict.FAILED ? Ink.BAD : Ink.WARN;
        sheet.headline(ink, sheet.signs.of(check.verdict()), title(check), right);
        if (check.verdict() == Verdict.BROKEN) {
            sheet.sentence(Phrases.broken(check));
        }
        check.finding().ifPresent(finding -> explain(check, finding, ink));
    }

    private Text title(CheckResult check) {
        Text name = text("%s %s", "%s %s", check.id(), check.title());
        Text rule = check.rule().isEmpty() ? Text.NONE : text(" %s %s", " %s %s", sheet.signs.dot(), check.rule());
        return text("%s%s (%s)", "%s%s (%s)", name, rule, check.severity());
    }

    private void explain(CheckResult check, Finding finding, Ink ink) {
        new TextConversations(sheet).show(finding.conversations(), ink);
        sheet.field(Label.BROWSER, finding.browser());
        sheet.field(Label.WANTED, finding.expected());
        if (check.verdict() != Verdict.BROKEN && !pointed(finding)) {
            sheet.field(Label.RECEIVED, finding.received());
        }
        printed(finding.printed());
        boolean warned = check.verdict() == Verdict.WARNED;
        sheet.field(warned ? Label.SO_WHAT : Label.RULE, finding.why());
        sheet.field(Label.LIKELY, finding.likely());
        sheet.field(Label.SKIPPED, waiting(check));
        sheet.field(Label.ALSO, OtherFailures.of(task, check));
        if (check.verdict() == Verdict.BROKEN && finding.next().isEmpty()) {
            sheet.field(Label.NEXT, Phrases.REPORT_IT);
        }
        sheet.field(warned ? Label.IN_DOUBT : Label.NEXT, finding.next());
        sheet.field(Label.AGAIN, HowToReproduce.of(task, finding));
    }

    /** Adds what the program wrote to standard error, line by line as it stands there. */
    private void printed(List<String> lines) {
        int width = sheet.room(sheet.terminal.columns()) - 2;
        if (!lines.isEmpty()) {
            sheet.rows(
                    Label.PRINTED,
                    lines.stream()
                            .map(line -> sheet.theme.paint(Ink.FAINT, "| ")
                                    + Clip.columns(sheet.terminal.bytes(Visible.bytes(line)), width, sheet.signs.cut()))
                            .toList());
        }
    }

    /** Whether a caret points at what was received, so that no words are needed for it. */
    private static boolean pointed(Finding finding) {
        return finding.conversations().stream().anyMatch(talk -> talk.mark().isPresent());
    }

    private Text waiting(CheckResult check) {
        List<String> ids =
                task.waitingFor(check.id()).stream().map(CheckResult::id).toList();
        return switch (ids.size()) {
            case 0 -> Text.NONE;
            case 1 -> text("%s waits for this one", "%s 要等这一项通过后才检查", ids.getFirst());
            default -> text("%s wait for this one", "%s 要等这一项通过后才检查", OtherFailures.list(ids));
        };
    }
}
