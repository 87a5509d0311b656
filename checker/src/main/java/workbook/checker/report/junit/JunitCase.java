package workbook.checker.report.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Verdict;
import workbook.checker.report.Label;
import workbook.checker.report.Phrases;
import workbook.checker.report.WireLog;
import workbook.checker.text.Align;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/**
 * A check as a JUnit test case.
 *
 * @param message one line
 * @param type the rule that was broken
 * @param body everything there is to say
 */
record JunitCase(String name, Duration duration, Outcome outcome, String message, String type, String body) {

    enum Outcome {
        PASSED,
        WARNED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    static JunitCase of(CheckResult check, Language language) {
        Finding finding = check.finding().orElse(Finding.NONE);
        Text message = check.verdict() == Verdict.BROKEN ? Phrases.broken(check) : said(finding);
        String type =
                check.rule().isEmpty() ? check.severity().name() : check.rule().in(language);
        return new JunitCase(
                check.id() + " " + check.title().in(language),
                check.duration(),
                outcome(check.verdict()),
                message.in(language),
                type,
                body(check.verdict(), finding, language));
    }

    private static Text said(Finding finding) {
        return finding.received().isEmpty() ? finding.why() : finding.received();
    }

    private static Outcome outcome(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> Outcome.PASSED;
            case FAILED -> Outcome.FAILURE;
            case WARNED -> Outcome.WARNED;
            case SKIPPED -> Outcome.SKIPPED;
            case BROKEN -> Outcome.ERROR;
        };
    }

    private static String body(Verdict verdict, Finding finding, Language language) {
        List<String> lines = new ArrayList<>();
        add(lines, Label.WANTED, finding.expected(), language);
        add(lines, verdict == Verdict.SKIPPED ? Label.BECAUSE : Label.RECEIVED, finding.received(), language);
        add(lines, Label.BROWSER, finding.browser(), language);
        add(lines, Label.PRINTED, Text.same(String.join("\n", finding.printed())), language);
        add(lines, verdict == Verdict.WARNED ? Label.SO_WHAT : Label.RULE, finding.why(), language);
        add(lines, Label.LIKELY, finding.likely(), language);
        add(lines, Label.NEXT, finding.next(), language);
        add(lines, Label.SENT, Text.same(finding.reproduce()), language);
        if (!finding.conversations().isEmpty()) {
            lines.add(WireLog.unlimited(language).whole(finding.conversations()));
        }
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, Label label, Text text, Language language) {
        if (!text.isEmpty()) {
            String indent = "\n" + " ".repeat(Label.column(language));
            lines.add(Align.left(label.in(language), Label.column(language))
                    + text.in(language).replace("\n", indent));
        }
    }
}
