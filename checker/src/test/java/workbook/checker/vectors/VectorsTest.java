package workbook.checker.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import workbook.checker.workbook.Home;

/** The files of the vectors: what is said of them is so, and what people read is what programs read. */
class VectorsTest {

    private static final Path FOLDER = Home.find().root().resolve("vectors");

    private static List<JsonNode> file(String name) throws IOException {
        JsonNode array = new ObjectMapper().readTree(Files.readAllBytes(FOLDER.resolve(name)));
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Test
    void noTwoHaveTheSameId() throws IOException {
        for (String name : List.of("event-stream.json", "encode.json")) {
            List<JsonNode> all = file(name);
            assertEquals(
                    all.size(),
                    all.stream().map(vector -> vector.get("id")).distinct().count(),
                    name);
        }
    }

    @Test
    void theTextOfAChunkIsItsBytes() throws IOException {
        for (JsonNode vector : file("event-stream.json")) {
            var charset = vector.get("encoding").textValue().equals("latin1")
                    ? StandardCharsets.ISO_8859_1
                    : StandardCharsets.UTF_8;
            for (int i = 0; i < vector.get("chunks").size(); i++) {
                String bytes = HexFormat.of()
                        .formatHex(vector.get("chunks").get(i).textValue().getBytes(charset));
                assertEquals(
                        vector.get("hex").get(i).textValue(),
                        bytes,
                        vector.get("id").textValue());
            }
        }
    }

    /** The keys of the schema are those of the files; a whole validator would be a library for one test. */
    @Test
    void theSchemaHasTheKeysOfTheFiles() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(Files.readAllBytes(FOLDER.resolve("schema.json")));
        assertEquals(keys(schema, "streamVector"), keys(file("event-stream.json")));
        assertEquals(keys(schema, "encodeVector"), keys(file("encode.json")));
    }

    private static Set<String> keys(JsonNode schema, String name) {
        return names(schema.at("/$defs/" + name + "/properties"));
    }

    private static Set<String> keys(List<JsonNode> vectors) {
        return vectors.stream().flatMap(vector -> names(vector).stream()).collect(Collectors.toSet());
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(entry -> entry.getKey()).collect(Collectors.toSet());
    }

    @Test
    void theReadmesCountThem() throws IOException {
        for (String readme : List.of("README.md", "README.zh-CN.md")) {
            String text = Files.readString(FOLDER.resolve(readme));
            for (int count : List.of(Vectors.streams().size(), Vectors.events().size())) {
                assertTrue(text.contains(count + " "), readme + " does not say " + count);
            }
        }
    }

    @Test
    void everyRuleIsExplained() throws IOException {
        Set<String> rules = Vectors.streams().stream()
                .flatMap(vector -> List.of(vector.rule().split(",")).stream())
                .collect(Collectors.toSet());
        for (String readme : List.of("README.md", "README.zh-CN.md")) {
            List<String> explained = Files.readString(FOLDER.resolve(readme))
                    .lines()
                    .filter(line -> line.startsWith("| P"))
                    .flatMap(line -> List.of(line.split("\\|")[1].strip().split(" ")).stream())
                    .toList();
            assertTrue(explained.containsAll(rules), readme + " explains " + explained + " of " + rules);
        }
    }
}
