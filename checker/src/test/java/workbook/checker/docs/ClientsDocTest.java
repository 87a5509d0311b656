package workbook.checker.docs;

import static workbook.checker.docs.MeasuredTables.holds;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.bad.Sin;
import workbook.checker.bad.Sins;
import workbook.checker.clients.ClientGrader;
import workbook.checker.clients.ClientRule;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.vectors.EncodeVector;
import workbook.checker.vectors.Vectors;

/** The pages on clients and on the bad server hold the rules, the measured table and the sins, as they are now. */
class ClientsDocTest {

    private static final MeasuredTables CLIENTS = new MeasuredTables("clients");

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
        CLIENTS.verify(language, "rules", rows);
    }

    @ParameterizedTest
    @EnumSource
    void theClients(Language language) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                text("Client", "客户端").in(language),
                text("Version", "版本").in(language),
                text("Keeps", "遵守").in(language),
                text("Breaks", "违反").in(language),
                text("Undecided", "无法判定").in(language),
                text("Does not claim", "未声明").in(language),
                text("Command", "命令").in(language)));
        for (JsonNode client : measured()) {
            int broken = client.get("broken").size();
            int waiting = client.get("waiting").size();
            int skipped = client.get("skipped").size();
            int kept = ClientGrader.rules().size() - broken - waiting - skipped;
            rows.add(List.of(
                    client.get("name").asText(),
                    client.get("version").asText(),
                    Integer.toString(kept),
                    Integer.toString(broken),
                    Integer.toString(waiting),
                    Integer.toString(skipped),
                    "`peers/clients/grade " + client.get("key").asText() + "`"));
        }
        CLIENTS.verify(language, "clients", rows);
    }

    /** Only of rules that a client breaks or does not claim: all keep the others. */
    @ParameterizedTest
    @EnumSource
    void theRulesOfEachClient(Language language) {
        List<JsonNode> clients = measured();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(text("Rule", "规则").in(language)));
        clients.forEach(client -> head.add(client.get("key").asText()));
        rows.add(head);
        for (ClientRule rule : ClientGrader.rules()) {
            List<String> signs =
                    clients.stream().map(client -> sign(client, rule.id())).toList();
            if (!signs.stream().allMatch(String::isEmpty)) {
                List<String> row =
                        new ArrayList<>(List.of(rule.id() + " " + rule.title().in(language)));
                row.addAll(signs);
                rows.add(row);
            }
        }
        CLIENTS.verify(language, "matrix", rows);
    }

    private static List<JsonNode> measured() {
        return MeasuredTables.results("peers/clients/results.json");
    }

    private static String sign(JsonNode client, String rule) {
        return holds(client, "broken", rule)
                ? "✗"
                : holds(client, "waiting", rule) ? "?" : holds(client, "skipped", rule) ? "–" : "";
    }

    @ParameterizedTest
    @EnumSource
    void theEncoders(Language language) {
        List<JsonNode> encoders = MeasuredTables.results("peers/encoders/results.json");
        Map<Text, Set<String>> kinds = new LinkedHashMap<>();
        kinds.put(text("an event as most are, and long ones", "普通事件与很长的事件"), Set.of("plain", "large"));
        kinds.put(text("line ends in the data", "data 中的换行"), Set.of("lines"));
        kinds.put(text("spaces at the edges of the data", "data 首尾的空格"), Set.of("spaces"));
        kinds.put(text("empty data, and lines that are empty", "空的 data 与空行"), Set.of("empty"));
        kinds.put(text("characters that only look like line ends, BOM", "看似换行的字符、BOM"), Set.of("text"));
        kinds.put(text("halves of a surrogate pair", "不成对的代理项"), Set.of("surrogates"));
        kinds.put(text("types and ids", "类型与 id"), Set.of("type", "type-more", "id", "id-more"));
        kinds.put(text("retry", "retry"), Set.of("retry"));
        kinds.put(text("comments", "注释"), Set.of("comment"));
        kinds.put(text("events with next to nothing in them", "几乎什么都没有的事件"), Set.of("nothing"));
        kinds.put(text("what must be refused: line ends in a type or an id", "必须拒绝的：类型或 id 中的换行"), Set.of("refused"));
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(
                List.of(text("Kind", "种类").in(language), text("Events", "事件数").in(language)));
        encoders.forEach(encoder -> head.add(
                encoder.get("name").asText() + " " + encoder.get("version").asText()));
        rows.add(head);
        kinds.forEach((kind, groups) -> {
            Set<String> vectors = Vectors.events().stream()
                    .filter(vector -> groups.contains(vector.group()))
                    .map(EncodeVector::id)
                    .collect(Collectors.toSet());
            List<String> row = new ArrayList<>(List.of(kind.in(language), Integer.toString(vectors.size())));
            encoders.forEach(encoder -> row.add(counts(encoder, vectors)));
            rows.add(row);
        });
        CLIENTS.verify(language, "encoders", rows);
    }

    private static String counts(JsonNode encoder, Set<String> vectors) {
        Map<String, String> signs = new LinkedHashMap<>();
        signs.put("forged", "‼ ");
        signs.put("wrong", "✗ ");
        signs.put("unsaid", "– ");
        List<String> counts = new ArrayList<>();
        signs.forEach((list, sign) -> {
            long count = StreamSupport.stream(encoder.get(list).spliterator(), false)
                    .filter(id -> vectors.contains(id.asText()))
                    .count();
            if (count > 0) {
                counts.add(sign + count);
            }
        });
        return String.join(" ", counts);
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
        new MeasuredTables("bad-server").verify(language, "sins", rows);
    }
}
