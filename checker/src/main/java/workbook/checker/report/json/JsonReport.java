package workbook.checker.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Prediction;
import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.report.Origin;
import workbook.checker.report.Reporter;
import workbook.checker.report.WireLog;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/**
 * The report for programs.
 *
 * <pre>{@code
 * {"workbook": "1", "target": "exercises", "seed": 4711, "clock": "fast", "durationMs": 2100,
 *  "at": "2026-03-01T09:30:00+08:00", "system": "Linux 6.8 (amd64)", "java": "21.0.5", "helidon": "4.5.0",
 *  "tasks": [{"id": "3.1", "status": "failed", "durationMs": 1400, "checks": [
 *    {"id": "3.1/4", "title": "…", "severity": "must", "rule": "HTML 9.2.6", "status": "failed",
 *     "expected": "…", "received": "…", "why": "…", "likely": "…", "reproduce": "curl …", "wire": "…",
 *     "printed": ["…"]}]}]}
 * }</pre>
 *
 * <p>A text that does not apply is empty, so every check has the same fields. {@code printed} has what the program wrote
 * to standard error during a check that failed, 12 lines at most. What a skipped check waits for stands in
 * {@code received}. A task whose program did not compile or start has a {@code trouble} with {@code sentence},
 * {@code next} and {@code detail}. A task that measured something has {@code measured}: tables whose rows have a
 * {@code key}, a {@code name} and a value for each thing that was compared. A task of which the learner predicted
 * something has a {@code prediction} with {@code file}, {@code said} and {@code rows}, each with {@code predicted},
 * {@code sent} and {@code same}. A task of which only some checks were asked for says in {@code notAsked} how many were not.
 */
public record JsonReport(Origin origin) implements Reporter {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final Separators COLON =
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);

    @Override
    public String write(Report report, Language language) {
        ObjectNode root = object().put("workbook", report.workbook())
                .put("target", Visible.lines(report.target()))
                .put("seed", report.seed())
                .put("clock", report.clock())
                .put("durationMs", report.duration().toMillis())
                .put("at", origin.second())
                .put("system", origin.system())
                .put("java", origin.java())
                .put("helidon", origin.helidon());
        ArrayNode tasks = root.putArray("tasks");
        report.tasks().forEach(task -> tasks.add(task(task, language)));
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(COLON).withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }

    private static ObjectNode task(TaskResult task, Language language) {
        ObjectNode node = object().put("id", task.id())
                .put("status", task.status().word())
                .put("durationMs", task.duration().toMillis());
        if (task.partial()) {
            node.put("notAsked", task.left());
        }
        ArrayNode checks = node.putArray("checks");
        task.checks().forEach(check -> checks.add(check(check, language)));
        if (!task.measured().isEmpty()) {
            ArrayNode measured = node.putArray("measured");
            task.measured().forEach(table -> measured.add(measured(table, language)));
        }
        task.trouble().ifPresent(trouble -> node.putObject("trouble")
                .put("sentence", shown(trouble.sentence(), language))
                .put("next", shown(trouble.next(), language))
                .put("detail", Visible.lines(trouble.detail())));
        task.prediction().ifPresent(prediction -> predicted(node.putObject("prediction"), prediction, language));
        return node;
    }

    /** Writes the rows of a prediction. A line that only one side has is null on the other. */
    private static void predicted(ObjectNode node, Prediction prediction, Language language) {
        node.put("file", prediction.file()).put("said", shown(prediction.verdict(), language));
        ArrayNode rows = node.putArray("rows");
        prediction.rows().forEach(row -> rows.addObject()
                .put("predicted", line(row.predicted()))
                .put("sent", line(row.sent()))
                .put("same", row.same()));
    }

    private static String line(List<String> line) {
        return line.isEmpty() ? null : Visible.bytes(line.getFirst());
    }

    private static ObjectNode measured(Measured table, Language language) {
        ObjectNode node = object().put("title", shown(table.title(), language));
        ArrayNode rows = node.putArray("rows");
        for (Measured.Row row : table.rows()) {
            ObjectNode values = rows.addObject().put("key", row.key()).put("name", shown(row.name(), language));
            for (int i = 0; i < table.columns().size(); i++) {
                Measured.Cell cell = row.cells().get(i);
                String column = table.columns().get(i).key();
                cell.number()
                        .ifPresentOrElse(
                                number -> number(values, column, number),
                                () -> values.put(column, shown(cell.shown(), language)));
            }
        }
        return node;
    }

    /** Writes a number without a fraction as an integer. */
    private static void number(ObjectNode values, String column, double number) {
        if (number == Math.rint(number)) {
            values.put(column, (long) number);
        } else {
            values.put(column, number);
        }
    }

    private static ObjectNode check(CheckResult check, Language language) {
        Finding finding = check.finding().orElse(Finding.NONE);
        ObjectNode node = object().put("id", check.id())
                .put("title", shown(check.title(), language))
                .put("severity", check.severity().word())
                .put("rule", shown(check.rule(), language))
                .put("status", check.verdict().word())
                .put("expected", shown(finding.expected(), language))
                .put("received", shown(finding.received(), language))
                .put("why", shown(finding.why(), language))
                .put("likely", shown(finding.likely(), language))
                .put("reproduce", Visible.line(finding.reproduce()))
                .put("wire", WireLog.unlimited(language).whole(finding.conversations()));
        ArrayNode printed = node.putArray("printed");
        finding.printed().forEach(line -> printed.add(Visible.bytes(line)));
        return node;
    }

    private static String shown(Text text, Language language) {
        return Visible.lines(text.in(language));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
