package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import workbook.checker.html.Html;
import workbook.checker.html.StandalonePage;
import workbook.checker.load.Chart.Curve;
import workbook.checker.load.LoadReport.Slice;
import workbook.checker.text.Language;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** The result as one page that needs no network and no script: the figures, and how they developed during the run. */
public final class LoadPage {

    private static final Text TITLE = text("SSE load", "SSE 负载测试");

    private LoadPage() {}

    public static String write(LoadReport report, Language language) {
        String style = part("/web/workbook.css") + part("load.css");
        return StandalonePage.fill(
                part("load.html"),
                Map.of(
                        "lang",
                        language == Language.ZH ? "zh-CN" : "en",
                        "policy",
                        "default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'"
                                .formatted(StandalonePage.hash(style)),
                        "title",
                        TITLE.in(language),
                        "style",
                        style,
                        "body",
                        body(report, language)));
    }

    private static String body(LoadReport report, Language language) {
        ResultRows rows = new ResultRows(report);
        Html body = new Html();
        body.open("header", "class", "report-head");
        body.element("p", TITLE.in(language), "class", "eyebrow");
        body.element("h1", sentence(rows.verdict().in(language)));
        body.element("p", report.plan().address(), "class", "load-url");
        body.close();
        body.open("main");
        if (!rows.faults().isEmpty()) {
            list(body, "load-faults", rows.faults(), language);
        }
        list(body, "load-figures", rows.figures(), language);
        if (!report.slices().isEmpty()) {
            charts(body, report, language);
        }
        return body.close().toString();
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static void list(Html body, String style, List<ResultRow> rows, Language language) {
        body.open("dl", "class", "load-rows " + style);
        for (ResultRow row : rows) {
            body.element("dt", row.label().in(language));
            body.element("dd", row.words().in(language));
        }
        body.close();
    }

    private static void charts(Html body, LoadReport report, Language language) {
        double end = Seconds.number(report.events().delivering());
        List<Slice> slices = whole(report.slices(), end);
        String rate = text("Deliveries a second", "每秒送达次数").in(language);
        body.element("h2", rate);
        new Chart(rate, slices, end, List.of(new Curve("rate", slice -> rate(slice, end)))).draw(body);
        String latency = text("Latency in milliseconds", "延迟（毫秒）").in(language);
        body.element("h2", latency);
        body.open("p", "class", "load-key");
        body.element("span", "p50", "class", "p50").text(" ").element("span", "p99", "class", "p99");
        body.close();
        Curve p99 = new Curve("p99", slice -> slice.latency().p99());
        Curve p50 = new Curve("p50", slice -> slice.latency().p50());
        new Chart(latency, slices, end, List.of(p99, p50)).draw(body);
    }

    /** Leaves out a last slice that is too short to say anything. */
    private static List<Slice> whole(List<Slice> slices, double end) {
        Slice last = slices.getLast();
        return slices.size() > 1 && end - last.at() < last.seconds() / 2
                ? slices.subList(0, slices.size() - 1)
                : slices;
    }

    private static double rate(Slice slice, double end) {
        double seconds = Math.min(slice.seconds(), end - slice.at());
        return seconds > 0 ? slice.latency().count() / seconds : 0;
    }

    private static String part(String name) {
        return StandalonePage.part(LoadPage.class, name);
    }
}
