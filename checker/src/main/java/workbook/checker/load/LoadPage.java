package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import workbook.checker.load.LoadReport.Slice;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** The result as one page that needs no network and no script: the figures, and how they were over the time of the run. */
public final class LoadPage {

    private static final Text TITLE = text("SSE load", "SSE 负载测试");

    private LoadPage() {}

    public static String write(LoadReport report, Language language) {
        String style = file("/web/workbook.css") + file("load.css");
        return file("load.html")
                .replace("{{lang}}", language == Language.ZH ? "zh-CN" : "en")
                .replace(
                        "{{policy}}",
                        "default-src 'none'; style-src '" + hash(style) + "'; base-uri 'none'; form-action 'none'")
                .replace("{{title}}", TITLE.in(language))
                .replace("{{style}}", style)
                .replace("{{body}}", body(report, language));
    }

    private static String body(LoadReport report, Language language) {
        Rows rows = new Rows(report);
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
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }

    private static void list(StringBuilder body, String style, List<Row> rows, Language language) {
        body.append("<dl class=\"load-rows ").append(style).append("\">\n");
        for (Row row : rows) {
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
        return "<" + name + attribute + ">" + escape(words) + "</" + name + ">\n";
    }

    static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** With the line ends that a browser sees, or the hash would differ. */
    private static String file(String name) {
        try (InputStream in = LoadPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar of the checker");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
