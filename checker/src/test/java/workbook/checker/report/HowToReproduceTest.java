package workbook.checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.checker.text.Text.same;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Finding;
import workbook.checker.finding.WireLine;
import workbook.checker.report.html.HtmlReport;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** The line to copy is for a server that can be started, not for the one that has gone. */
class HowToReproduceTest {

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
        assertTrue(html.contains("./sse run 1.2, then the command above in another terminal, in this folder"), html);
    }
}
