package workbook.checker.report.html;

import java.util.Base64;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Picture;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.html.Html;
import workbook.checker.report.HowToReproduce;
import workbook.checker.report.Label;
import workbook.checker.report.Phrases;
import workbook.checker.text.Language;

/** The reason why a check did not pass: the wire logs, and what they mean. */
record HtmlFinding(Html body, TaskResult task, Language language) {

    void show(CheckResult check, Finding finding) {
        finding.conversations().forEach(conversation -> WireBox.write(body, conversation, language));
        finding.pictures().forEach(this::picture);
        boolean warned = check.verdict() == Verdict.WARNED;
        boolean broken = check.verdict() == Verdict.BROKEN;
        if (broken) {
            body.element("p", Phrases.broken(check).in(language));
        }
        HtmlFields fields = new HtmlFields(body, language);
        fields.verbatim(Label.BROWSER, finding.browser());
        fields.verbatim(Label.WANTED, finding.expected());
        if (!broken) {
            fields.verbatim(Label.RECEIVED, finding.received());
        }
        fields.lines(Label.PRINTED, finding.printed());
        fields.text(warned ? Label.SO_WHAT : Label.RULE, finding.why());
        fields.text(Label.LIKELY, finding.likely());
        fields.next(
                warned ? Label.IN_DOUBT : Label.NEXT,
                broken && finding.next().isEmpty() ? Phrases.REPORT_IT : finding.next());
        fields.text(Label.AGAIN, HowToReproduce.of(task, finding));
        fields.close();
    }

    private void picture(Picture picture) {
        String name = picture.name().in(language);
        body.open("figure", "class", "picture");
        body.empty(
                "img",
                "alt",
                name,
                "src",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png()));
        body.element("figcaption", name);
        body.close();
    }
}
