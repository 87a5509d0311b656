package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Variant;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.report.SampleReports;
import workbook.checker.report.html.HtmlReport;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** A page that fails is seen in the HTML report, as it was in the browser. */
@Needs("chromium")
class PictureInReportTest {

    private static final Pattern PICTURE =
            Pattern.compile("<img alt=\"([^\"]*)\" src=\"data:image/png;base64,([^\"]+)\"");

    @Test
    void aFailingPageIsSeenInTheHtmlReport() throws Exception {
        Home home = Home.find();
        Workbook workbook = WorkbookReader.workbook(home);
        Task task = workbook.task("2.2").orElseThrow();
        GradingOptions options =
                GradingOptions.of(home, workbook, WorkbookReader.knobs(home), new Target.Folder(Tree.SOLUTIONS));
        Variant other = Variant.faulty("own", "does nothing", "2.2/1", EditedPage.whole("document.title = '-';"));
        Report report = other.subject().grade(other, task, options);
        assertEquals(Status.FAILED, report.tasks().getFirst().status());
        String html = new HtmlReport(SampleReports.ORIGIN).write(report, Language.EN);
        Matcher picture = PICTURE.matcher(html);
        assertTrue(picture.find(), "no picture in the report");
        assertEquals("The page at that moment", picture.group(1));
        BufferedImage page =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(picture.group(2))));
        assertEquals("1000 x 720", page.getWidth() + " x " + page.getHeight());
    }
}
