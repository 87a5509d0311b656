package workbook.checker.recording;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A stream as it came: one JSON object a line, so that a person can read it in a review.
 *
 * <pre>{@code
 * {"recording":1,"url":"http://127.0.0.1:8080/events","at":"2026-03-01T09:30:00Z","status":200,"headers":{"content-type":"text/event-stream"}}
 * {"ms":3.1,"text":"id: 1\ndata: one\n\n"}
 * {"ms":1004.0,"base64":"ZGF0YTogw"}
 * {"ms":2003.5,"end":"clean"}
 * }</pre>
 *
 * @param headers by their names in lower case
 * @param reads in order
 * @param end {@code clean}, {@code cut}, {@code stopped} or {@code full}
 */
public record Recording(String url, String at, int status, Map<String, String> headers, List<Read> reads, String end) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param at since the request was sent */
    public record Read(Duration at, byte[] bytes) {}

    public Recording {
        headers = Map.copyOf(headers);
        reads = List.copyOf(reads);
    }

    static String head(String url, String at, int status, Map<String, String> headers) {
        ObjectNode head = JSON.createObjectNode()
                .put("recording", 1)
                .put("url", url)
                .put("at", at)
                .put("status", status);
        ObjectNode fields = head.putObject("headers");
        new TreeMap<>(headers).forEach(fields::put);
        return head.toString();
    }

    /** A read as text where its bytes are UTF-8, else in base64. */
    static String line(Read read) {
        ObjectNode line = JSON.createObjectNode().put("ms", millis(read.at()));
        try {
            return line.put(
                            "text",
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(read.bytes()))
                                    .toString())
                    .toString();
        } catch (CharacterCodingException binary) {
            return line.put("base64", Base64.getEncoder().encodeToString(read.bytes()))
                    .toString();
        }
    }

    static String end(Duration at, String how) {
        return JSON.createObjectNode().put("ms", millis(at)).put("end", how).toString();
    }

    private static double millis(Duration at) {
        return TimeUnit.NANOSECONDS.toMicros(at.toNanos()) / 1000.0;
    }

    /** @throws RecordingFault if the file is no recording */
    public static Recording read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RecordingFault(text(
                    "%s cannot be read. Wanted: a file that ./sse record has written.",
                    "无法读取 %s。应为 ./sse record 写出的文件。", file));
        }
        JsonNode head = node(file, lines, 0);
        if (head.path("recording").asInt() != 1) {
            throw damaged(file, 1, "{\"recording\":1,…}");
        }
        Map<String, String> headers = new TreeMap<>();
        head.path("headers")
                .properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
        List<Read> reads = new ArrayList<>();
        String end = "stopped";
        for (int i = 1; i < lines.size(); i++) {
            JsonNode line = node(file, lines, i);
            Duration at = Duration.ofNanos(Math.round(line.path("ms").asDouble() * 1e6));
            if (line.has("text")) {
                reads.add(new Read(at, line.get("text").asText().getBytes(StandardCharsets.UTF_8)));
            } else if (line.has("base64")) {
                reads.add(new Read(at, bytes(file, i, line.get("base64").asText())));
            } else if (line.has("end")) {
                end = line.get("end").asText();
            } else {
                throw damaged(file, i + 1, "text, base64 or end");
            }
        }
        return new Recording(
                head.path("url").asText(),
                head.path("at").asText(),
                head.path("status").asInt(200),
                headers,
                reads,
                end);
    }

    private static byte[] bytes(Path file, int index, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw damaged(file, index + 1, "base64");
        }
    }

    private static JsonNode node(Path file, List<String> lines, int index) {
        try {
            JsonNode node = index < lines.size() ? JSON.readTree(lines.get(index)) : null;
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException notJson) {
            // Said below.
        }
        throw damaged(file, index + 1, "a JSON object");
    }

    private static RecordingFault damaged(Path file, int line, String wanted) {
        return new RecordingFault(text(
                "%s, line %d is no line of a recording. Wanted: %s. Record it again: ./sse record URL FILE",
                "%s 第 %d 行不是录制内容。应为 %s。请重新录制：./sse record URL FILE", file, line, wanted));
    }
}
