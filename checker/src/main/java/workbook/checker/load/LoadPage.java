package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import workbook.checker.html.StandalonePage;
import workbook.checker.load.LoadReport.Slice;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** The result as one page that needs no network and no script: the figures, and how they were over the time of the run. */
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
        StringBuilder body = new StringBuilder("<header class=\"report-head\">\n");
        body.append(element("p", "eyebrow", TITLE.in(language)))
                .append(element("h1", "", sentence(rows.verdict().in(language))))
                .append(element("p", "load-url", report.plan().stream().toString()))
                .append("</header>\n<main>\n");
        if (!rows.faults().isEmpty()) {
            list(body, "load-faults", rows.faults(), language);
        }
        list(body, "load-figures", rows.figures(), language);
        if (!report.slices().isEmpty()) {
            charts(body, report, language);
        }
        return body.append("</main>\n").toString();
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static void list(StringBuilder body, String style, List<ResultRow> rows, Language language) {
        body.append("<dl class=\"load-rows ").append(style).append("\">\n");
        for (ResultRow row : rows) {
            body.append(element("dt", "", row.label().in(language)))
                    .append(element("dd", "", row.words().in(language)));
        }
        body.append("</dl>\n");
    }

    private static void charts(StringBuilder body, LoadReport report, Language language) {
        double end = report.events().delivering().toNanos() / 1e9;
        List<Slice> slices = whole(report.slices(), end);
        String rate = text("Deliveries a second", "每秒送达次数").in(language);
        double fastest =
                slices.stream().mapToDouble(slice -> rate(slice, end)).max().orElse(0);
        body.append(element("h2", "", rate))
                .append(new Chart(slices, end, fastest, rate)
                        .line("rate", slice -> rate(slice, end))
                        .svg());
        String latency = text("Latency in milliseconds", "延迟（毫秒）").in(language);
        double longest = slices.stream()
                .mapToDouble(slice -> slice.latency().p99())
                .max()
                .orElse(0);
        body.append(element("h2", "", latency))
                .append("<p class=\"load-key\"><span class=\"p50\">p50</span> <span class=\"p99\">p99</span></p>\n")
                .append(new Chart(slices, end, longest, latency)
                        .line("p99", slice -> slice.latency().p99())
                        .line("p50", slice -> slice.latency().p50())
                        .svg());
    }

    /** What is left at the end may be too short to say anything. */
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

    private static String element(String name, String style, String words) {
        String attribute = style.isEmpty() ? "" : " class=\"" + style + "\"";
        return "<" + name + attribute + ">" + StandalonePage.escape(words) + "</" + name + ">\n";
    }

    private static String part(String name) {
        return StandalonePage.part(LoadPage.class, name);
    }
}
