package workbook.checker.report.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.report.SampleReports.of;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Conversation.Mark;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireLine.Kind;
import workbook.checker.report.Golden;
import workbook.checker.report.SampleReports;
import workbook.checker.report.Terminal;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Width;

class TextReportTest {
    private static final Terminal WIDE = new Terminal(100, false, UTF_8);
    private static final Terminal NARROW = new Terminal(60, false, UTF_8);
    private static final Terminal ASCII = new Terminal(80, false, US_ASCII);
    private static final Terminal COLOUR = new Terminal(100, true, UTF_8);
    private static final Terminal GBK = new Terminal(100, false, Charset.forName("GBK"));

    record Sample(String file, Report report, Language language, Terminal terminal) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Sample> samples() {
        Report lineBreak = of(SampleReports.lineBreak());
        Report replay = of(SampleReports.replayedTwice());
        Report several = of(
                SampleReports.passedTask(),
                SampleReports.doesNotCompile(),
                SampleReports.notStarted(),
                SampleReports.replayedTwice(),
                SampleReports.lateHeartbeat());
        return Stream.of(
                        both("line-break", lineBreak),
                        both("replay", replay),
                        both("late-heartbeat", of(SampleReports.lateHeartbeat())),
                        both("does-not-compile", of(SampleReports.doesNotCompile())),
                        both("not-started", of(SampleReports.notStarted())),
                        both("broken-checker", of(SampleReports.brokenChecker())),
                        both("passed", of(SampleReports.passedTask())),
                        both("passed-in-part", of(SampleReports.passedInPart())),
                        both("measured", of(SampleReports.measured())),
                        both("several", several),
                        both("predicted", of(SampleReports.predicted())),
                        Stream.of(
                                new Sample("line-break.narrow.en.txt", lineBreak, Language.EN, NARROW),
                                new Sample("line-break.narrow.zh.txt", lineBreak, Language.ZH, NARROW),
                                new Sample("line-break.ascii.en.txt", lineBreak, Language.EN, ASCII),
                                new Sample("line-break.colour.en.txt", lineBreak, Language.EN, COLOUR),
                                new Sample("replay.narrow.zh.txt", replay, Language.ZH, NARROW),
                                new Sample("replay.ascii.en.txt", replay, Language.EN, ASCII)))
                .flatMap(samples -> samples);
    }

    private static Stream<Sample> both(String name, Report report) {
        return Stream.of(Language.values())
                .map(language -> new Sample(name + "." + language.code() + ".txt", report, language, WIDE));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenAsRecorded(Sample sample) {
        Golden.verify(sample.file(), new TextReport(sample.terminal()).write(sample.report(), sample.language()));
    }

    @Test
    void aTerminalWithoutChineseIsSpokenToInEnglish() {
        Report report = of(SampleReports.lineBreak());
        assertEquals(
                new TextReport(ASCII).write(report, Language.EN), new TextReport(ASCII).write(report, Language.ZH));
        String chinese = new TextReport(GBK).write(report, Language.ZH);
        assertTrue(chinese.startsWith("x 1.2/3 多行数据"), chinese);
    }

    @Test
    void theCaretStandsUnderItsByteHoweverWideTheBytesAre() {
        for (int before : new int[] {0, 5, 30, 70, 150, 400, 5000}) {
            for (int columns : new int[] {60, 80, 133}) {
                String text = "你".repeat(before) + "\\n!" + "尾".repeat(500);
                String shown = write(text, text.indexOf('!'), columns);
                List<String> lines = shown.lines().toList();
                String caret = lines.stream()
                        .filter(line -> line.strip().startsWith("^"))
                        .findFirst()
                        .orElseThrow();
                String above = lines.get(lines.indexOf(caret) - 1);
                int column = Width.of(caret.substring(0, caret.indexOf('^')));
                assertEquals(column, Width.of(above.substring(0, above.indexOf('!'))), shown);
                assertTrue(
                        lines.stream().allMatch(line -> Width.of(line) <= columns || line.contains("I sent")), shown);
            }
        }
    }

    @Test
    void aCaretFarToTheRightIsReached() {
        String tens = "data: " + "0123456789".repeat(300);
        Golden.verify("caret-on-a-few-rows.txt", write(tens, 206, 80));
        Golden.verify("caret-in-a-long-line.txt", write(tens, 2506, 80));
    }

    @Test
    void nothingBeforeTheCaretIsLostWhileItFitsOnAFewRows() {
        String text = "0123456789".repeat(20) + "!";
        String shown = write(text, text.indexOf('!'), 80);
        String joined = shown.lines().map(String::strip).reduce("", String::concat);
        assertTrue(joined.contains(text), shown);
    }

    private static String write(String bytes, int column, int columns) {
        WireLine line = new WireLine(SampleReports.ms(4), Kind.BYTES, bytes, true, List.of());
        Mark mark = new Mark(0, column, Text.same("here"));
        Conversation talk = new Conversation(Text.same("one"), "", List.of(line), Optional.of(mark));
        Finding finding =
                new Finding(Text.NONE, Text.NONE, Text.NONE, Text.NONE, Text.NONE, Text.NONE, List.of(talk), List.of());
        CheckResult check = SampleReports.result("9.9/1", Text.same("title"), Verdict.FAILED, finding);
        TaskResult task =
                SampleReports.task("9.9", Text.same("task"), Status.FAILED, "folder", "Service", List.of(check));
        return new TextReport(new Terminal(columns, false, UTF_8)).write(of(task), Language.EN);
    }

    @Test
    void onlyAColourTerminalGetsEscapeSequences() {
        Report report = of(SampleReports.lineBreak());
        assertFalse(new TextReport(WIDE).write(report, Language.EN).contains("\u001b"));
        String coloured = new TextReport(COLOUR).write(report, Language.EN);
        assertEquals(new TextReport(WIDE).write(report, Language.EN), coloured.replaceAll("\u001b\\[\\d+m", ""));
    }
}
