package workbook.checker.report.html;

import static workbook.checker.text.Text.text;

import java.util.Optional;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.TaskResult.Trouble;
import workbook.checker.finding.Verdict;
import workbook.checker.html.Html;
import workbook.checker.report.Label;
import workbook.checker.report.NotStartedText;
import workbook.checker.report.Phrases;
import workbook.checker.report.Terminal;
import workbook.checker.report.VerdictSigns;
import workbook.checker.text.Language;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** One task of the HTML report: its heading, the reason if it could not be checked, and its checks in order. */
record HtmlTask(Html body, Report report, TaskResult task, Language language) {

    static String anchor(TaskResult task) {
        return "task-" + task.id();
    }

    /** {@code 7 of 12 passed, 1 warned}, or empty where the verdict says everything. */
    static Text count(TaskResult task) {
        boolean counted = task.status() == Status.PASSED || task.status() == Status.FAILED;
        return counted && !task.checks().isEmpty() ? Phrases.outcome(task) : Text.NONE;
    }

    static void verdict(Html body, TaskResult task, Language language) {
        String sign = VerdictSigns.of(Terminal.FILE).of(task);
        String tone =
                switch (task.status()) {
                    case PASSED -> task.partial() ? "none" : "good";
                    case FAILED -> "bad";
                    case ERROR -> task.broken() ? "warn" : "bad";
                    case NOT_STARTED, SKIPPED -> "none";
                };
        badge(body, tone, sign, Phrases.status(task).in(language));
    }

    static void badge(Html body, String tone, String sign, String word) {
        body.open("span", "class", "verdict", "data-tone", tone);
        body.element("span", sign, "aria-hidden", "true").text(" " + word).close();
    }

    void show() {
        String anchor = anchor(task);
        body.open("section", "class", "task", "id", anchor, "aria-labelledby", anchor + "-title");
        body.open("div", "class", "task-head");
        body.open("h2", "id", anchor + "-title");
        body.element("a", task.id() + " " + task.title().in(language), "href", "#" + anchor);
        body.close();
        verdict(body, task, language);
        Text seconds = Seconds.of(task.duration());
        Text count = count(task);
        Text outcome = count.isEmpty() ? seconds : text("%s · %s", "%s · %s", count, seconds);
        body.element("span", outcome.in(language), "class", "outcome");
        body.close();
        trouble();
        if (!task.checks().isEmpty()) {
            body.open("ol", "class", "checks");
            task.checks().forEach(this::check);
            body.close();
        }
        task.measured().forEach(table -> new HtmlMeasured(body, table, language).show());
        task.prediction().ifPresent(prediction -> new HtmlPrediction(body, language).show(prediction));
        body.close();
    }

    private void trouble() {
        if (task.status() == Status.NOT_STARTED) {
            NotStartedText words = NotStartedText.of(report, task);
            body.element("p", words.sentence().in(language));
            HtmlFields fields = new HtmlFields(body, language);
            fields.verbatim(Label.FILE, Text.same(task.source()));
            fields.text(Label.BEGIN, words.begin());
            fields.next(Label.NEXT, words.next());
            fields.close();
        } else {
            task.trouble().ifPresent(this::trouble);
        }
    }

    private void trouble(Trouble trouble) {
        body.element("p", trouble.sentence().in(language));
        if (!trouble.detail().isBlank()) {
            body.element("pre", trouble.detail().stripTrailing(), "tabindex", "0");
        }
        HtmlFields fields = new HtmlFields(body, language);
        fields.next(Label.NEXT, trouble.next());
        fields.close();
    }

    private void check(CheckResult check) {
        String anchor = "check-" + check.id().replace('/', '-');
        body.open("li", "class", "check", "id", anchor);
        Optional<Finding> finding = check.finding();
        if (finding.isEmpty() || check.verdict() == Verdict.SKIPPED) {
            body.open("div", "class", "check-line");
            line(check);
            finding.map(Finding::received)
                    .filter(reason -> !reason.isEmpty())
                    .ifPresent(reason -> body.element("p", reason.in(language), "class", "check-reason"));
            body.close();
        } else {
            boolean first = task.foremost().equals(Optional.of(check));
            body.open("details", first ? new String[] {"open", ""} : new String[0]);
            body.open("summary", "class", "check-line");
            line(check);
            body.close();
            new HtmlFinding(body, task, language).show(check, finding.get());
            body.close();
        }
        body.close();
    }

    private void line(CheckResult check) {
        String tone =
                switch (check.verdict()) {
                    case PASSED -> "good";
                    case FAILED -> "bad";
                    case WARNED, BROKEN -> "warn";
                    case SKIPPED -> "none";
                };
        String word = Phrases.verdict(check.verdict()).in(language);
        badge(body, tone, VerdictSigns.of(Terminal.FILE).of(check.verdict()), word);
        body.element("span", check.id(), "class", "check-id");
        body.element("span", check.title().in(language), "class", "check-title");
        String rule = check.rule().isEmpty() ? "" : check.rule().in(language) + " ";
        body.element("span", rule + "(" + check.severity() + ")", "class", "check-rule");
    }
}
