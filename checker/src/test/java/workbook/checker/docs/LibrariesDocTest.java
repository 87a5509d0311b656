package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static workbook.checker.docs.MeasuredTables.holds;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.RuleCard;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;

/** The page on what libraries do by default holds what {@code bench/run libraries} measured last. */
class LibrariesDocTest {

    private static final Path ROOT = Home.find().root();

    private static final MeasuredTables TABLES = new MeasuredTables("libraries");

    private static final List<Level> JUDGING = List.of(Level.MUST, Level.SHOULD, Level.ADVICE);

    @ParameterizedTest
    @EnumSource
    void theLibraries(Language language) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                text("Library", "库").in(language),
                text("Version", "版本").in(language),
                "MUST",
                "SHOULD",
                "ADVICE",
                text("Command", "命令").in(language)));
        for (JsonNode library : measured()) {
            List<String> row = new ArrayList<>(
                    List.of(library.get("name").asText(), library.get("version").asText()));
            JUDGING.forEach(level -> row.add(Long.toString(brokenBy(library, level))));
            row.add("`peers/libraries/run " + library.get("key").asText() + "`");
            rows.add(row);
        }
        TABLES.verify(language, "libraries", rows);
    }

    @ParameterizedTest
    @EnumSource
    void theRulesThatSomeBreak(Language language) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                text("Rule", "规则").in(language),
                text("Level", "级别").in(language),
                text("What", "内容").in(language),
                text("Broken by", "违反者").in(language)));
        List<JsonNode> libraries = measured();
        for (RuleCard rule : brokenBySome()) {
            long count = libraries.stream()
                    .filter(library -> holds(library, "broken", rule.id()))
                    .count();
            rows.add(List.of(
                    rule.id(),
                    rule.level().name(),
                    rule.title().in(language),
                    text("%d of %d", "%d / %d", count, libraries.size()).in(language)));
        }
        TABLES.verify(language, "rules", rows);
    }

    @ParameterizedTest
    @EnumSource
    void theRulesOfEachLibrary(Language language) {
        List<RuleCard> rules = brokenBySome();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(text("Library", "库").in(language)));
        rules.forEach(rule -> head.add(rule.id()));
        rows.add(head);
        for (JsonNode library : measured()) {
            List<String> row = new ArrayList<>(List.of(library.get("key").asText()));
            rules.forEach(rule -> row.add(sign(library, rule.id())));
            rows.add(row);
        }
        TABLES.verify(language, "matrix", rows);
    }

    @Test
    void eachLibraryOfThePageIsAnExample() throws Exception {
        Process run = new ProcessBuilder("sh", "peers/libraries/run")
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> examples = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(
                measured().stream().map(library -> library.get("key").asText()).toList(), examples);
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertEquals(
                List.of(),
                Parity.problems(Markdown.read(TABLES.file(Language.EN)), Markdown.read(TABLES.file(Language.ZH))));
    }

    private static List<RuleCard> brokenBySome() {
        List<JsonNode> libraries = measured();
        return AllRules.CARDS.stream()
                .filter(rule -> libraries.stream().anyMatch(library -> holds(library, "broken", rule.id())))
                .toList();
    }

    private static long brokenBy(JsonNode library, Level level) {
        Map<String, Level> levels = new TreeMap<>();
        AllRules.CARDS.forEach(rule -> levels.put(rule.id(), rule.level()));
        return StreamSupport.stream(library.get("broken").spliterator(), false)
                .filter(id -> levels.get(id.asText()) == level)
                .count();
    }

    private static String sign(JsonNode library, String rule) {
        return holds(library, "broken", rule) ? "✗" : holds(library, "unseen", rule) ? "–" : "";
    }

    private static List<JsonNode> measured() {
        return MeasuredTables.results("peers/libraries/results.json");
    }
}
