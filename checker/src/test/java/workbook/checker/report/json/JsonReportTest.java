package workbook.checker.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.finding.Report;
import workbook.checker.report.Golden;
import workbook.checker.report.SampleReports;
import workbook.checker.text.Language;

class JsonReportTest {

    @ParameterizedTest
    @EnumSource
    void isWrittenAsRecorded(Language language) {
        Report report = SampleReports.of(
                SampleReports.lineBreak(), SampleReports.replayedTwice(), SampleReports.doesNotCompile());
        Golden.verify(
                "report." + language.code() + ".json", new JsonReport(SampleReports.ORIGIN).write(report, language));
    }

    @Test
    void everyCheckHasTheSameFieldsInTheSameOrder() throws Exception {
        String json =
                new JsonReport(SampleReports.ORIGIN).write(SampleReports.of(SampleReports.lineBreak()), Language.EN);
        assertTrue(json.endsWith("}\n"));
        JsonNode root = new ObjectMapper().readTree(json);
        assertEquals(
                List.of(
                        "workbook",
                        "target",
                        "seed",
                        "clock",
                        "durationMs",
                        "at",
                        "system",
                        "java",
                        "helidon",
                        "tasks"),
                names(root));
        assertEquals(List.of("id", "status", "durationMs", "checks"), names(root.at("/tasks/0")));
        for (JsonNode check : root.at("/tasks/0/checks")) {
            assertEquals(
                    List.of(
                            "id",
                            "title",
                            "severity",
                            "rule",
                            "status",
                            "expected",
                            "received",
                            "why",
                            "likely",
                            "reproduce",
                            "wire",
                            "printed"),
                    names(check));
        }
    }

    @Test
    void aTaskThatWasCheckedInPartSaysSo() throws Exception {
        String json =
                new JsonReport(SampleReports.ORIGIN).write(SampleReports.of(SampleReports.passedInPart()), Language.EN);
        assertEquals(
                10, new ObjectMapper().readTree(json).at("/tasks/0/notAsked").asInt());
    }

    @Test
    void aLineThatIsNotThereIsNull() throws Exception {
        String json =
                new JsonReport(SampleReports.ORIGIN).write(SampleReports.of(SampleReports.predicted()), Language.EN);
        JsonNode rows = new ObjectMapper().readTree(json).at("/tasks/0/prediction/rows");
        assertEquals("data: violets are blue", rows.at("/2/predicted").asText());
        assertEquals("data:  violets are blue", rows.at("/2/sent").asText());
        assertTrue(rows.at("/3/predicted").isNull());
        assertEquals("", rows.at("/3/sent").asText());
    }

    @Test
    void whatWasMeasuredIsNumbers() throws Exception {
        String json =
                new JsonReport(SampleReports.ORIGIN).write(SampleReports.of(SampleReports.measured()), Language.EN);
        JsonNode rows = new ObjectMapper().readTree(json).at("/tasks/0/measured/0/rows");
        assertEquals(List.of("key", "name", "polling", "sse"), names(rows.get(0)));
        assertEquals(1680, rows.at("/0/polling").asInt());
        assertEquals(53.7, rows.at("/1/polling").asDouble());
        assertEquals("the browser", rows.at("/2/sse").asText());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
