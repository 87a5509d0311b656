package workbook.checker.conformance.report;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.ConformanceReport.ConnectionRow;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.RuleResult;
import workbook.checker.conformance.RuleVerdict;
import workbook.checker.html.Html;
import workbook.checker.report.Label;
import workbook.checker.report.Origin;
import workbook.checker.report.html.HtmlPage;
import workbook.checker.report.html.WireBox;
import workbook.checker.text.Language;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** What a probe found, as one page that needs no network: each rule with its wire log, and the connections over time. */
public record HtmlForm(Origin origin) implements ConformanceForm {

    private static final int COLUMNS = 60;

    @Override
    public String write(ConformanceReport report, Language language) {
        Html body = new Html();
        body.open("header", "class", "report-head");
        body.element("p", text("sse probe", "sse probe").in(language), "class", "eyebrow");
        body.element("h1", report.target());
        body.element("p", Sentences.verdict(report).in(language));
        body.element("p", Sentences.facts(report).in(language) + " · " + origin.minute());
        for (Text last : List.of(Sentences.mendFirst(report), Sentences.outdated(report))) {
            if (!last.isEmpty()) {
                body.element("p", last.in(language));
            }
        }
        table(body, report, language);
        body.close();
        body.open("main", "id", "rules");
        group(
                body,
                text("Broken", "违反的规则"),
                report.of(RuleVerdict.FAILED)
                        .sorted((a, b) -> a.rule().level().compareTo(b.rule().level()))
                        .toList(),
                language);
        group(
                body,
                text("The probe broke", "探测出错"),
                report.of(RuleVerdict.BROKEN).toList(),
                language);
        group(body, text("Known", "已知"), report.of(RuleVerdict.KNOWN).toList(), language);
        group(body, text("Not seen", "未观察到"), report.of(RuleVerdict.NOT_SEEN).toList(), language);
        group(body, text("Passed", "通过"), report.of(RuleVerdict.PASSED).toList(), language);
        body.open("section", "class", "task");
        body.element("h2", text("The main stream", "主流").in(language));
        WireBox.write(body, report.main(), language);
        body.close();
        connections(body, report, language);
        body.close();
        return HtmlPage.of(language, "sse probe " + report.target(), body.toString());
    }

    private static void table(Html body, ConformanceReport report, Language language) {
        List<RuleVerdict> verdicts = List.of(RuleVerdict.PASSED, RuleVerdict.FAILED, RuleVerdict.NOT_SEEN);
        body.open("table").open("tr").element("th", "");
        verdicts.forEach(verdict -> body.element("th", verdict.words().in(language)));
        body.close();
        for (Level level : List.of(Level.MUST, Level.SHOULD, Level.ADVICE)) {
            body.open("tr").element("th", level.name());
            verdicts.forEach(verdict -> body.element("td", Long.toString(report.count(level, verdict))));
            body.close();
        }
        body.close();
    }

    private static void group(Html body, Text title, List<RuleResult> results, Language language) {
        if (results.isEmpty()) {
            return;
        }
        body.open("section", "class", "task");
        body.element("h2", title.in(language));
        body.open("ol", "class", "checks");
        for (RuleResult result : results) {
            body.open("li", "class", "check", "id", result.id().replace('/', '-'));
            if (result.isBroken()) {
                body.open("details", "open", "").open("summary", "class", "check-line");
                line(body, result, language);
                body.close();
                finding(body, result, language);
                body.close();
            } else {
                body.open("div", "class", "check-line");
                line(body, result, language);
                if (!result.note().isEmpty()) {
                    body.element("p", result.note().in(language), "class", "check-reason");
                }
                body.close();
            }
            body.close();
        }
        body.close().close();
    }

    private static void line(Html body, RuleResult result, Language language) {
        String tone =
                switch (result.verdict()) {
                    case PASSED -> "good";
                    case FAILED -> result.rule().level() == Level.MUST ? "bad" : "warn";
                    case BROKEN -> "warn";
                    case KNOWN, NOT_SEEN -> "none";
                };
        body.element("span", result.verdict().words().in(language), "class", "verdict", "data-tone", tone);
        body.element("span", result.id(), "class", "check-id");
        body.element("span", result.rule().title().in(language), "class", "check-title");
        body.element("span", result.rule().source() + " (" + result.rule().level() + ")", "class", "check-rule");
    }

    private static void finding(Html body, RuleResult result, Language language) {
        result.finding().conversations().forEach(talk -> WireBox.write(body, talk, language));
        body.open("div", "class", "finding").open("dl");
        field(body, Label.WANTED, result.finding().expected(), language);
        field(body, Label.RECEIVED, result.finding().received(), language);
        field(body, Label.RULE, result.finding().why(), language);
        field(body, Label.LIKELY, result.finding().likely(), language);
        field(body, Label.HURTS, result.rule().hurts(), language);
        body.close().close();
    }

    private static void field(Html body, Label label, Text text, Language language) {
        if (!text.isEmpty()) {
            body.element("dt", label.in(language)).element("dd", text.in(language), "class", "said");
        }
    }

    /** Each connection as a bar of characters, which a screen reader passes over. */
    private static void connections(Html body, ConformanceReport report, Language language) {
        double all = Math.max(0.001, Seconds.number(report.duration()));
        body.open("section", "class", "task");
        body.element("h2", text("The connections over time", "各连接的时间线").in(language));
        body.open("table");
        for (ConnectionRow row : report.rows()) {
            body.open("tr");
            body.element("td", row.name().in(language));
            body.element("td", seconds(row.begin()));
            int from = (int) Math.min(COLUMNS - 1, Math.floor(COLUMNS * Seconds.number(row.begin()) / all));
            int length = Math.clamp(Math.round(COLUMNS * Seconds.number(row.length()) / all), 1, COLUMNS - from);
            body.element(
                    "td",
                    "·".repeat(from) + "█".repeat(length) + "·".repeat(COLUMNS - from - length),
                    "aria-hidden",
                    "true");
            body.element("td", text("%d events", "%d 个事件", row.events()).in(language));
            body.element("td", row.answer());
            body.close();
        }
        body.close().close();
    }

    private static String seconds(Duration at) {
        return String.format(Locale.ROOT, "+%.2fs", Seconds.number(at));
    }
}
