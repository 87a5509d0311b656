package workbook.checker.report.html;

import static workbook.checker.text.Text.text;

import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.html.Html;
import workbook.checker.report.Origin;
import workbook.checker.report.Phrases;
import workbook.checker.report.Reporter;
import workbook.checker.text.BuildCommands;
import workbook.checker.text.Language;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/**
 * The report as one page that needs no network: for a learner who wants to look closer, and for an instructor at a
 * projector. Without scripts each wire log remains as text.
 */
public record HtmlReport(Origin origin) implements Reporter {
    private static final Text TITLE = text("SSE workbook: report", "SSE 练习册：检查报告");

    @Override
    public String write(Report report, Language language) {
        Html body = new Html();
        body.element("a", text("Skip to the results", "跳到结果").in(language), "class", "skip", "href", "#tasks");
        head(body, report, language);
        body.open("main", "id", "tasks");
        report.tasks().forEach(task -> new HtmlTask(body, report, task, language).show());
        body.close();
        return HtmlPage.of(language, TITLE.in(language), BuildCommands.referred(body.toString()));
    }

    private void head(Html body, Report report, Language language) {
        body.open("header", "class", "report-head");
        body.element("p", TITLE.in(language), "class", "eyebrow");
        body.element("h1", headline(report).in(language));
        body.open("dl", "class", "facts");
        fact(body, text("Target", "目标").in(language), target(report).in(language));
        fact(body, text("Clock", "时钟").in(language), Phrases.clock(report).in(language));
        fact(body, text("Seed", "种子").in(language), Long.toString(report.seed()));
        fact(
                body,
                text("Duration", "用时").in(language),
                Seconds.of(report.duration()).in(language));
        fact(body, text("Date", "日期").in(language), origin.minute());
        fact(body, text("System", "系统").in(language), origin.system());
        fact(body, "Java", origin.java());
        fact(body, text("Workbook", "练习册").in(language), edition(report).in(language));
        body.close();
        contents(body, report, language);
        body.close();
    }

    private static Text headline(Report report) {
        long passed = report.tasks().stream()
                .filter(task -> task.status() == Status.PASSED && !task.partial())
                .count();
        int all = report.tasks().size();
        if (all == 0) {
            return Phrases.NOTHING_CHECKED;
        }
        return all == 1 && passed == 0
                ? Phrases.status(report.tasks().getFirst())
                : text("%d of %d tasks passed", "通过 %d/%d 个任务", passed, all);
    }

    private static Text target(Report report) {
        return switch (report.target()) {
            case "exercises" -> text("your exercises", "你的练习");
            case "solutions" -> text("the solutions", "参考答案");
            default -> Text.same(report.target());
        };
    }

    private Text edition(Report report) {
        Text edition = text("edition %s", "第 %s 版", report.workbook());
        return origin.helidon().isEmpty()
                ? edition
                : text("%s, Helidon %s", "%s，Helidon %s", edition, origin.helidon());
    }

    private static void fact(Html body, String name, String value) {
        body.open("div").element("dt", name).element("dd", value).close();
    }

    private static void contents(Html body, Report report, Language language) {
        body.open("nav", "aria-label", text("Tasks", "任务").in(language));
        body.open("ol", "class", "contents");
        for (TaskResult task : report.tasks()) {
            body.open("li").open("a", "href", "#" + HtmlTask.anchor(task));
            body.element("span", task.id(), "class", "check-id");
            body.element("span", task.title().in(language));
            body.element("span", HtmlTask.count(task).in(language), "class", "outcome");
            HtmlTask.verdict(body, task, language);
            body.close().close();
        }
        body.close().close();
    }
}
