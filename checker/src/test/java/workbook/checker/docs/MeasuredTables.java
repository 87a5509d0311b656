package workbook.checker.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;

/** A page of {@code docs/} whose tables show what a benchmark measured last. */
record MeasuredTables(String page) {

    private static final Path ROOT = Home.find().root();

    Path file(Language language) {
        return ROOT.resolve("docs/" + page + (language == Language.ZH ? ".zh-CN.md" : ".md"));
    }

    /** Holds a table of the page against these rows, of which the first one is its head. */
    void verify(Language language, String name, List<List<String>> rows) {
        List<String> lines = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |")))
                .collect(Collectors.toCollection(ArrayList::new));
        lines.add(1, "|---".repeat(rows.getFirst().size()) + "|");
        new Recorded(file(language), name).verify(String.join("\n", lines));
    }

    /** What was measured, one object for each subject. */
    static List<JsonNode> results(String file) {
        try {
            JsonNode list = new ObjectMapper().readTree(ROOT.resolve(file).toFile());
            return StreamSupport.stream(list.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a list of a subject has the id of a rule. */
    static boolean holds(JsonNode subject, String list, String rule) {
        return StreamSupport.stream(subject.get(list).spliterator(), false)
                .anyMatch(id -> id.asText().equals(rule));
    }
}
