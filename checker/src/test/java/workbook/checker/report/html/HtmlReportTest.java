package workbook.checker.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Picture;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.report.SampleReports;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

public class HtmlReportTest {
    private static final Report ALL = SampleReports.of(
            SampleReports.lineBreak(),
            SampleReports.doesNotCompile(),
            SampleReports.notStarted(),
            SampleReports.replayedTwice(),
            SampleReports.lateHeartbeat(),
            SampleReports.brokenChecker());

    @ParameterizedTest
    @EnumSource
    void everyTaskAndEveryCheckHasAnAnchor(Language language) throws Exception {
        Document body = body(new HtmlReport(SampleReports.ORIGIN).write(ALL, language));
        List<String> ids = elements(body, "*")
                .map(e -> e.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertEquals(ids.stream().distinct().toList(), ids);
        for (TaskResult task : ALL.tasks()) {
            assertTrue(ids.contains("task-" + task.id()));
            task.checks()
                    .forEach(check ->
                            assertTrue(ids.contains("check-" + check.id().replace('/', '-'))));
        }
        elements(body, "a")
                .map(a -> a.getAttribute("href").substring(1))
                .forEach(to -> assertTrue(ids.contains(to), to));
        assertEquals(1, elements(body, "h1").count());
        assertEquals(ALL.tasks().size(), elements(body, "h2").count());
    }

    @Test
    void aPredictionStandsBesideWhatCameWithItsFirstDifferenceMarked() throws Exception {
        Document body = body(
                new HtmlReport(SampleReports.ORIGIN).write(SampleReports.of(SampleReports.predicted()), Language.EN));
        List<Element> rows = elements(body, "tr").toList();
        assertEquals(5, rows.size());
        assertEquals("first", rows.get(3).getAttribute("class"));
        assertEquals(
                "first difference data: violets are bluedata:  violets are blue",
                rows.get(3).getTextContent().replace("\n", ""));
        assertEquals("(nothing)(blank line)", rows.get(4).getTextContent().replace("\n", ""));
    }

    @Test
    void theHeadSaysWhenAndOnWhatItWasMade() throws Exception {
        String english = facts(Language.EN);
        assertTrue(english.contains("Date|2026-03-01 09:30 +08:00|System|Linux 6.8 (amd64)|Java|21.0.5|"), english);
        assertTrue(english.endsWith("Workbook|edition 1, Helidon 4.5.0"), english);
        assertTrue(facts(Language.ZH).endsWith("练习册|第 1 版，Helidon 4.5.0"), facts(Language.ZH));
    }

    private static String facts(Language language) throws Exception {
        Document body = body(new HtmlReport(SampleReports.ORIGIN).write(ALL, language));
        Element facts = elements(body, "dl").findFirst().orElseThrow();
        return facts.getTextContent().strip().replaceAll("\\n+", "|");
    }

    @Test
    void onlyTheFirstFailureOfATaskIsOpen() throws Exception {
        Document body = body(
                new HtmlReport(SampleReports.ORIGIN).write(SampleReports.of(SampleReports.lineBreak()), Language.EN));
        List<Element> open =
                elements(body, "details").filter(e -> e.hasAttribute("open")).toList();
        assertEquals(1, open.size());
        assertEquals("check-1.2-3", ((Element) open.getFirst().getParentNode()).getAttribute("id"));
    }

    @Test
    void aWireLogIsReadableWithoutItsScriptAndWholeForIt() throws Exception {
        Document body = body(
                new HtmlReport(SampleReports.ORIGIN).write(SampleReports.of(SampleReports.lineBreak()), Language.EN));
        String text = elements(body, "pre").findFirst().orElseThrow().getTextContent();
        assertTrue(text.contains("+0.004s \"data: roses are red\\nviolets are blue\\n\\n\""), text);
        String json = elements(body, "script").findFirst().orElseThrow().getTextContent();
        JsonNode log = new ObjectMapper().readTree(json);
        assertEquals(
                "data: roses are red\\nviolets are blue\\n\\n",
                log.at("/lines/3/text").asText());
        assertEquals("bytes", log.at("/lines/3/kind").asText());
        assertEquals(4.0, log.at("/lines/3/at").asDouble());
        assertEquals(
                "message \"roses are red\"", log.at("/lines/3/dispatched/0").asText());
        assertEquals(
                log.at("/lines/3/text").asText().indexOf("violets"),
                log.at("/mark/column").asInt());
    }

    @Test
    void thePolicyAllowsWhatStandsInThePageAndNothingElse() throws Exception {
        String html = new HtmlReport(SampleReports.ORIGIN).write(ALL, Language.EN);
        String policy = group(html, "Content-Security-Policy\" content=\"([^\"]*)\"");
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertTrue(policy.contains("style-src '" + hash(group(html, "(?s)<style>(.*?)</style>")) + "'"), policy);
        String script = html.substring(html.indexOf("<script type=\"module\">") + 22, html.lastIndexOf("</script>"));
        assertTrue(policy.contains("script-src '" + hash(script) + "'"), policy);
        assertFalse(Pattern.compile("(src|href)=\"(?!#)").matcher(html).find(), "the page loads nothing");
        assertFalse(Pattern.compile("\\son\\w+=|\\sstyle=").matcher(html).find(), "the policy forbids these");
        assertFalse(script.contains("innerHTML"), "text of a server goes in as text only");
    }

    @Test
    void whatWasMeasuredIsATableWithBars() throws Exception {
        Document body = body(
                new HtmlReport(SampleReports.ORIGIN).write(SampleReports.of(SampleReports.measured()), Language.EN));
        assertEquals(
                List.of("Bytes to the client", "Median delay", "Who comes back after a cut"),
                elements(body, "th")
                        .filter(cell -> cell.getAttribute("scope").equals("row"))
                        .map(Element::getTextContent)
                        .toList());
        assertEquals(
                List.of("100.0", "18.2", "100.0", "0.6"),
                elements(body, "rect").map(bar -> bar.getAttribute("width")).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aPictureSaysWhatItShowsAndLoadsNothing(Language language) throws Exception {
        Text name = Text.text("The page at that moment", "当时的页面");
        Finding finding = new Finding(
                Text.NONE,
                Text.same("nothing"),
                Text.NONE,
                Text.NONE,
                Text.NONE,
                Text.NONE,
                List.of(),
                List.of(new Picture(name, new byte[] {1, 2, 3})));
        List<CheckResult> checks = List.of(SampleReports.result("2.2/1", Text.same("a"), Verdict.FAILED, finding));
        TaskResult task = SampleReports.task("2.2", Text.same("b"), Status.FAILED, "folder", "app", checks);
        Document body = body(new HtmlReport(SampleReports.ORIGIN)
                .write(SampleReports.of(task), language)
                .replaceAll("(<img [^>]*)>", "$1/>"));
        Element image = elements(body, "img").findFirst().orElseThrow();
        assertEquals(name.in(language), image.getAttribute("alt"));
        assertEquals("data:image/png;base64,AQID", image.getAttribute("src"));
    }

    @Test
    void aPlaceOfTheTemplateInAReportIsOnlyText() throws Exception {
        Report report = new Report("1", "http://x/{{script}}", 1, "real", SampleReports.ms(1), List.of());
        assertTrue(body(new HtmlReport(SampleReports.ORIGIN).write(report, Language.EN))
                .getDocumentElement()
                .getTextContent()
                .contains("http://x/{{script}}"));
    }

    /** The content of the body, which is well-formed XML. */
    public static Document body(String html) throws Exception {
        String body = html.substring(html.indexOf("<body>"), html.indexOf("<script type=\"module\">")) + "</body>";
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(body)));
    }

    private static Stream<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    private static String group(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
