package workbook.checker.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.RuleResult;
import workbook.checker.conformance.RuleVerdict;
import workbook.checker.finding.Finding;
import workbook.checker.report.Origin;
import workbook.checker.report.html.WireJson;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/**
 * What a probe found, for programs.
 *
 * <pre>{@code
 * {"target": "http://…", "answer": "200 text/event-stream", "watchedMs": 30000, "connections": 41,
 *  "counts": {"must": {"passed": 12, "failed": 0, "known": 0, "not_seen": 3, "broken": 0}, …},
 *  "rules": [{"id": "wire/3", "level": "must", "verdict": "failed", "title": "…", "source": "HTML 9.2.5",
 *             "note": "…", "finding": {"expected": "…", …, "conversations": […]}}],
 *  "outdated": []}
 * }</pre>
 */
public record JsonForm(Origin origin) implements ConformanceForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String write(ConformanceReport report, Language language) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("target", Visible.line(report.target()))
                .put("answer", Visible.line(report.answer()))
                .put("at", origin.second())
                .put("watchedMs", report.watched().toMillis())
                .put("durationMs", report.duration().toMillis())
                .put("connections", report.connections());
        ObjectNode counts = root.putObject("counts");
        for (Level level : Level.values()) {
            ObjectNode row = counts.putObject(level.word());
            for (RuleVerdict verdict : RuleVerdict.values()) {
                row.put(verdict.word(), report.count(level, verdict));
            }
        }
        ArrayNode rules = root.putArray("rules");
        report.results().forEach(result -> rules.add(rule(result, language)));
        ArrayNode first = root.putArray("mendFirst");
        report.mendFirst().forEach(result -> first.add(result.id()));
        ArrayNode outdated = root.putArray("outdated");
        report.outdated().forEach(outdated::add);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static ObjectNode rule(RuleResult result, Language language) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", result.id())
                .put("level", result.rule().level().word())
                .put("verdict", result.verdict().word())
                .put("title", result.rule().title().in(language))
                .put("source", result.rule().source())
                .put("durationMs", result.duration().toMillis());
        put(node, "note", result.note(), language);
        if (result.isBroken()) {
            Finding finding = result.finding();
            ObjectNode found = node.putObject("finding");
            put(found, "expected", finding.expected(), language);
            put(found, "received", finding.received(), language);
            put(found, "rule", finding.why(), language);
            put(found, "likely", finding.likely(), language);
            put(found, "hurts", result.rule().hurts(), language);
            ArrayNode talks = found.putArray("conversations");
            finding.conversations().forEach(talk -> talks.addRawValue(new RawValue(WireJson.of(talk, language))));
        }
        return node;
    }

    private static void put(ObjectNode node, String name, Text text, Language language) {
        if (!text.isEmpty()) {
            node.put(name, Visible.lines(text.in(language)));
        }
    }
}
