package workbook.checker.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.Needs;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.Page;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Conversation.Mark;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Picture;
import workbook.checker.finding.Status;
import workbook.checker.finding.Verdict;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireLine.Kind;
import workbook.checker.report.SampleReports;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** What a reader of the HTML report sees in a box of the wire log before touching it. */
@Needs("chromium")
class WireBoxTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void theEndIsInSightOrTheMark() throws Exception {
        Conversation ended = conversation(lines(300), Optional.empty());
        Conversation marked = conversation(lines(300), Optional.of(new Mark(150, 6, Text.same("here"))));
        try (Page page = open(ended, marked)) {
            assertTrue(page.await(inSight(0, "lines.lastElementChild"), LIMIT), "the last line of the first box");
            page.evaluate("document.querySelectorAll('details')[1].open = true");
            assertTrue(page.await(inSight(1, "lines.querySelector('mark')"), LIMIT), "the mark, when the box opens");
        }
    }

    @Test
    void ofVeryManyRowsThoseThatDecideStay() throws Exception {
        String events =
                IntStream.range(0, 600).mapToObj(n -> "data: " + n + "\\n\\n").collect(Collectors.joining());
        List<String> dispatched =
                IntStream.range(0, 600).mapToObj(n -> "message \"" + n + "\"").toList();
        WireLine all = new WireLine(SampleReports.ms(3), Kind.BYTES, events, true, dispatched);
        Mark mark = new Mark(0, events.indexOf("data: 400\\n"), Text.same("here"));
        try (Page page = open(conversation(List.of(all), Optional.of(mark)))) {
            assertTrue(page.await("document.querySelector('mark')", LIMIT));
            List<String> rows = page.texts(".wire-rows > *");
            assertTrue(rows.contains("data: 399\\n") && rows.contains("data: 401\\n"), rows::toString);
            assertEquals("message \"599\"", page.texts(".wire-event").getLast());
            assertTrue(page.texts(".wire-event").contains("message \"401\""), "each event stands at its own row");
            assertEquals(2, page.texts(".wire-rows > .wire-cut").size());
        }
    }

    private Page open(Conversation... conversations) throws Exception {
        List<CheckResult> checks = IntStream.range(0, conversations.length)
                .mapToObj(n -> SampleReports.result(
                        "2.2/" + (n + 1),
                        Text.same("a check"),
                        Verdict.FAILED,
                        new Finding(
                                Text.NONE,
                                Text.same("nothing"),
                                Text.NONE,
                                Text.NONE,
                                Text.NONE,
                                Text.NONE,
                                List.of(conversations[n]),
                                List.<Picture>of())))
                .toList();
        Path file = folder.resolve("report.html");
        Files.writeString(
                file,
                new HtmlReport(SampleReports.ORIGIN)
                        .write(
                                SampleReports.of(SampleReports.task(
                                        "2.2", Text.same("a page"), Status.FAILED, "folder", "app", checks)),
                                Language.EN));
        Page page = Browsers.open(Optional.empty());
        page.size(1200, 900);
        page.open(file.toUri());
        return page;
    }

    private static Conversation conversation(List<WireLine> lines, Optional<Mark> mark) {
        return new Conversation(Text.same("connection 1"), "", lines, mark);
    }

    private static List<WireLine> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new WireLine(SampleReports.ms(n), Kind.BYTES, "data: " + n + "\\n", false, List.of()))
                .toList();
    }

    /** Whether an element of the box is between its upper and lower border. */
    private static String inSight(int box, String element) {
        return """
                (() => {
                  const lines = document.querySelectorAll(".wire-lines")[%d];
                  const outer = lines?.getBoundingClientRect();
                  const inner = lines && (%s)?.getBoundingClientRect();
                  return inner && inner.height > 0 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
                })()
                """
                .formatted(box, element);
    }
}
