package workbook.checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.text.Text.same;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.WireLine;
import workbook.checker.report.html.HtmlReport;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** The line to copy is for a server that can be started, not for the one that has gone. */
class HowToReproduceTest {

    @Test
    void onlyThePortOfAServerOnThisMachineChanges() {
        assertEquals("curl -N http://127.0.0.1:8080/events", line("curl -N http://127.0.0.1:46287/events"));
        assertEquals("curl -d 7:1 https://example.org:443/x", line("curl -d 7:1 https://example.org:443/x"));
    }

    @Test
    void everyFindingOfATaskSaysIt() {
        TaskResult task = SampleReports.lineBreak().onPort(9);
        String line = task.foremost().orElseThrow().finding().orElseThrow().reproduce();
        assertEquals("http://127.0.0.1:9/echo", line.substring(line.indexOf("http:")));
    }

    @Test
    void aPageIsOpenedByTheServerItself() {
        WireLine clicked = new WireLine(SampleReports.ms(3), WireLine.Kind.PAGE, "clicked", false, List.of());
        Finding finding = new Finding(
                Text.NONE,
                Text.NONE,
                Text.NONE,
                Text.NONE,
                Text.NONE,
                Text.NONE,
                List.of(new Conversation(same("page"), "", List.of(clicked), Optional.empty())),
                List.of());
        assertEquals(
                "./sse run 1.2 opens the page in your browser",
                HowToReproduce.of(SampleReports.passedTask(), finding).en());
        assertEquals(Text.NONE, HowToReproduce.of(SampleReports.passedTask(), Finding.NONE));
    }

    @Test
    void theHtmlReportSaysItAsWell() {
        String html =
                new HtmlReport(SampleReports.ORIGIN).write(SampleReports.of(SampleReports.lineBreak()), Language.EN);
        assertTrue(html.contains("<dt>Try it</dt>"), html);
        assertTrue(html.contains("./sse run 1.2, then the curl line in another terminal"), html);
    }

    private static String line(String reproduce) {
        return new Conversation(same("one"), reproduce, List.of(), Optional.empty())
                .onPort(Report.RUN_PORT)
                .reproduce();
    }
}
