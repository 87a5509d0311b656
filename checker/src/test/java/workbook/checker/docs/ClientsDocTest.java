package workbook.checker.docs;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.bad.Sin;
import workbook.checker.bad.Sins;
import workbook.checker.clients.ClientGrader;
import workbook.checker.clients.ClientRule;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;

/** The pages on clients and on the bad server hold the rules, the measured table and the sins, as they are now. */
class ClientsDocTest {

    private static final Path ROOT = Home.find().root();

    private static Path doc(String name, Language language) {
        return ROOT.resolve("docs/" + name + (language == Language.ZH ? ".zh-CN.md" : ".md"));
    }

    private static String table(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(
                    row.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |")));
            if (lines.size() == 1) {
                lines.add("|---".repeat(row.size()) + "|");
            }
        }
        return String.join("\n", lines);
    }

    @ParameterizedTest
    @EnumSource
    void theRules(Language language) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                text("Rule", "规则").in(language),
                text("Level", "级别").in(language),
                text("What", "内容").in(language),
                text("Source", "出处").in(language)));
        for (ClientRule rule : ClientGrader.rules()) {
            rows.add(List.of(rule.id(), rule.severity().name(), rule.title().in(language), rule.source()));
        }
        new Recorded(doc("clients", language), "rules").verify(table(rows));
    }

    @ParameterizedTest
    @EnumSource
    void theClients(Language language) throws IOException {
        JsonNode clients = new ObjectMapper()
                .readTree(ROOT.resolve("peers/clients/results.json").toFile());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                text("Client", "客户端").in(language),
                text("Version", "版本").in(language),
                text("Breaks", "违反").in(language),
                text("Does not claim", "未声明").in(language),
                text("Command", "命令").in(language)));
        for (JsonNode client : clients) {
            rows.add(List.of(
                    client.get("name").asText(),
                    client.get("version").asText(),
                    rules(client, "broken", "✗ ", language),
                    rules(client, "skipped", "– ", language),
                    "`" + client.get("command").asText() + "`"));
        }
        new Recorded(doc("clients", language), "clients").verify(table(rows));
    }

    private static String rules(JsonNode client, String key, String sign, Language language) {
        List<String> ids = StreamSupport.stream(client.get(key).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return ids.isEmpty() ? text("none", "无").in(language) : sign + String.join(", ", ids);
    }

    @ParameterizedTest
    @EnumSource
    void theSins(Language language) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                text("Path", "路径").in(language),
                text("What the server does", "服务器的行为").in(language),
                text("What a right client does", "正确的客户端的做法").in(language)));
        for (Sin sin : Sins.all()) {
            rows.add(List.of(
                    "`/" + sin.example() + "`",
                    sin.what().in(language),
                    sin.right().in(language)));
        }
        new Recorded(doc("bad-server", language), "sins").verify(table(rows));
    }
}
