package workbook.bench.readers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import workbook.checker.text.Text;

/** The kinds of streams. Each is about a megabyte of whole events. */
public enum Shape {
    SMALL(text("small events", "小事件"), n -> List.of("{\"n\":" + n + "}"), n -> "id: " + n + "\n"),
    TOKENS(text("tokens of an AI", "AI 的 token"), n -> List.of(token(n, " word" + n % 100)), n -> ""),
    CHINESE(text("tokens in Chinese", "中文 token"), n -> List.of(token(n, "事件流，一行一个字段")), n -> ""),
    LINES(text("60 lines an event", "每个事件 60 行"), n -> lines(n, 60), n -> "event: log\nid: " + n + "\n"),
    LARGE(
            text("one line of 64 KiB", "单行 64 KiB"),
            n -> List.of(n + " ".repeat(64) + "0123456789abcdef".repeat(4096)),
            n -> ""),
    HEARTBEATS(text("mostly heartbeats", "以心跳为主"), n -> List.of("tick " + n), n -> ": heartbeat\n\n".repeat(10));

    private static final int BYTES = 1_000_000;

    /** The type and data of an event. */
    record Expected(String type, String data) {}

    private final Text label;
    private final byte[] bytes;
    private final List<Expected> events = new ArrayList<>();

    Shape(Text label, IntFunction<List<String>> data, IntFunction<String> before) {
        this.label = label;
        StringBuilder stream = new StringBuilder();
        for (int n = 0; stream.length() < BYTES; n++) {
            List<String> lines = data.apply(n);
            String fields = before.apply(n);
            stream.append(fields);
            lines.forEach(line -> stream.append("data: ").append(line).append('\n'));
            stream.append('\n');
            events.add(new Expected(fields.startsWith("event: log") ? "log" : "message", String.join("\n", lines)));
        }
        bytes = stream.toString().getBytes(UTF_8);
    }

    private static String token(int n, String content) {
        return """
                {"id":"chatcmpl-8a1f","object":"chat.completion.chunk","created":%d,"model":"m-1",\
                "choices":[{"index":0,"delta":{"content":"%s"},"finish_reason":null}]}"""
                .formatted(1_700_000_000 + n, content);
    }

    private static List<String> lines(int n, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("12:00:%02d INFO request %d took %d ms and was answered with 200, as all of them are"
                    .formatted(i, n, i));
        }
        return lines;
    }

    public Text label() {
        return label;
    }

    byte[] bytes() {
        return bytes;
    }

    List<Expected> events() {
        return events;
    }
}
