package workbook.checker.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.ProcessorTime;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Conversation.Mark;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.TaskResult.Trouble;
import workbook.checker.finding.Verdict;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireLine.Kind;
import workbook.checker.finding.WireText;
import workbook.checker.report.html.HtmlReport;
import workbook.checker.report.html.HtmlReportTest;
import workbook.checker.report.json.JsonReport;
import workbook.checker.report.junit.JunitReport;
import workbook.checker.report.junit.JunitReportTest;
import workbook.checker.report.text.TextReport;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** Whatever a server sends, and however a check passes it on, each report keeps its form and is written at once. */
class HostileReportTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofMinutes(2);
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\\ufffe\\uffff&&[^\\n]]");

    static List<String> texts() {
        return List.of(
                "\u001b[2J\u001b]0;owned\u0007\u009b31m\b\b\b\r\u0000\u007f",
                "</script><script>alert(1)</script><!-- --> ]]> <![CDATA[ & \" ' {{script}}",
                "\u202egnp.exe\u202c \u2066x\u2069 \u200b\u200f\ufeff\u2028\u2029\u0085",
                "\ud83d alone, \udc4b alone, \uffff \ufffe \ufffd",
                "\\u001b \\n \\ $1 %s %d",
                "data: " + "0123456789".repeat(100_000),
                "\n".repeat(20_000) + "x".repeat(20_000),
                "");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTerminalIsNeverMoved(String text) {
        for (Terminal terminal : List.of(new Terminal(80, false, UTF_8), new Terminal(0, false, US_ASCII))) {
            String shown = atOnce(() -> new TextReport(terminal).write(report(text), Language.ZH));
            assertFalse(UNSEEN.matcher(shown).find(), shown);
            assertTrue(US_ASCII.newEncoder().canEncode(shown) || terminal.charset() == UTF_8, shown);
            assertTrue(
                    shown.lines().count() < 150,
                    "one screen or two, not " + shown.lines().count());
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void jsonStaysJson(String text) throws Exception {
        String json = atOnce(() -> new JsonReport(SampleReports.ORIGIN).write(report(text), Language.EN));
        assertEquals(json, new String(json.getBytes(UTF_8), UTF_8));
        assertEquals(
                3,
                new ObjectMapper().readTree(json.getBytes(UTF_8)).at("/tasks").size());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void junitStaysXml(String text) throws Exception {
        String xml = atOnce(() -> new JunitReport(SampleReports.ORIGIN).write(report(text), Language.EN));
        assertFalse(UNSEEN.matcher(xml).find());
        JunitReportTest.validate(xml);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void htmlRunsNothingOfIt(String text) throws Exception {
        String html = atOnce(() -> new HtmlReport(SampleReports.ORIGIN).write(report(text), Language.EN));
        assertFalse(UNSEEN.matcher(html).find());
        assertEquals(2, HtmlReportTest.body(html).getElementsByTagName("script").getLength(), "the two wire logs");
        assertEquals(3, html.split("</script", -1).length - 1, "those, and the page's own");
    }

    private static String atOnce(Supplier<String> writing) {
        return assertTimeoutPreemptively(GIVE_UP, () -> ProcessorTime.within(AT_ONCE, writing));
    }

    private static Report report(String hostile) {
        Text text = Text.same(hostile);
        WireLine raw = new WireLine(SampleReports.ms(1), Kind.BYTES, hostile, true, List.of(hostile));
        WireLine head = new WireLine(SampleReports.ms(1), Kind.HEAD, hostile, false, List.of());
        WireLine seen = new WireLine(SampleReports.ms(1), Kind.BYTES, WireText.escape(hostile), true, List.of());
        Mark mark = new Mark(0, hostile.length() / 2, text);
        Conversation one = new Conversation(text, hostile, List.of(raw, head, seen), Optional.of(mark));
        Conversation lost = new Conversation(text, hostile, List.of(), Optional.of(new Mark(7, -1, text)));
        Finding finding = new Finding(text, text, text, text, text, text, List.of(one, lost), List.of());
        List<CheckResult> checks = List.of(
                SampleReports.result("1.2/1", text, Verdict.FAILED, finding),
                SampleReports.result("1.2/2", text, Verdict.SKIPPED, Finding.of(text, text)));
        TaskResult failed = SampleReports.task("1.2", text, Status.FAILED, "folder", "Service", checks);
        Trouble trouble = new Trouble(text, text, hostile);
        TaskResult error =
                TaskResult.of("2.1", text, Status.ERROR, SampleReports.ms(1), hostile, List.of(), Optional.of(trouble));
        TaskResult none = TaskResult.of(
                "2.2", text, Status.NOT_STARTED, SampleReports.ms(1), hostile, List.of(), Optional.empty());
        return new Report("1", hostile, 1, "fast", SampleReports.ms(9), List.of(failed, error, none));
    }
}
