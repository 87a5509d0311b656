package workbook.checker.faulty.task1_2;

import static workbook.checker.faulty.Variant.faulty;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 1.2. */
final class WireFormatFaults {

    private WireFormatFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("H1", "the content type is text/plain", "1.2/1", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: text/plain",
                                        "Cache-Control: no-cache",
                                        "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("own", "only what stands behind a line end is looked at", "1.2/12", new EchoServer() {
                    @Override
                    void oneLine(JsonNode event, String key) {
                        require(
                                !present(event, key)
                                        || event.get(key).asText().lines().count() <= 1,
                                key + " must be one line");
                    }
                }),
                faulty("own", "an id without data is dropped", "1.2/8", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        return present(event, "data") || !present(event, "id") ? super.encode(event) : "";
                    }
                }),
                faulty("own", "no blank line behind a block without data", "1.2/8", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        String block = super.encode(event);
                        return present(event, "data") || block.isEmpty()
                                ? block
                                : block.substring(0, block.length() - 1);
                    }
                }),
                faulty("own", "an empty id where none was sent", "1.2/8", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        return (present(event, "id") ? "" : "id: \n") + super.encode(event);
                    }
                }),
                faulty("own", "what follows the JSON is not looked at", "1.2/12", new EchoServer() {
                    @Override
                    JsonNode parse(byte[] body) throws IOException {
                        String text = new String(body, StandardCharsets.UTF_8);
                        int end = text.lastIndexOf("} y") < 0 ? text.lastIndexOf("}}") : text.lastIndexOf("} y");
                        return super.parse(
                                end < 0 ? body : text.substring(0, end + 1).getBytes(StandardCharsets.UTF_8));
                    }
                }),
                faulty("own", "keys are read whatever their case", "1.2/11", new EchoServer() {
                    @Override
                    JsonNode parse(byte[] body) throws IOException {
                        return super.parse(new String(body, StandardCharsets.ISO_8859_1)
                                .replace("\"Data\"", "\"data\"")
                                .getBytes(StandardCharsets.ISO_8859_1));
                    }
                }),
                faulty("H1b", "there is no content type", "1.2/1", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head("HTTP/1.1 200 OK", "Cache-Control: no-cache", "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("H2", "the charset is ISO-8859-1", "1.2/1", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: text/event-stream; charset=ISO-8859-1",
                                        "Cache-Control: no-cache",
                                        "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("H8", "every answer is 500", "1.2/1", (request, reply) -> reply.json(500, "{}")
                        .cut()),
                faulty("H8b", "the stream opens with 201", "1.2/1", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head(
                                        "HTTP/1.1 201 Created",
                                        "Content-Type: text/event-stream",
                                        "Cache-Control: no-cache",
                                        "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("W2", "the blank line is missing", "1.2/2", new EchoServer() {
                    @Override
                    String blankLine() {
                        return "";
                    }
                }),
                faulty("W3", "bare JSON without data:", "1.2/2", new EchoServer() {
                    @Override
                    String data(String data) {
                        return "{\"data\": \"" + data + "\"}\n";
                    }
                }),
                faulty("W6", "framed twice", "1.2/2", new EchoServer() {
                    @Override
                    String data(String data) {
                        return lines("data: data: ", data);
                    }
                }),
                faulty("W12", "a backslash and an n instead of a line break", "1.2/2", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        return super.encode(event).replace("\n", "\\n");
                    }
                }),
                faulty("extra", "a second event says goodbye", "1.2/2", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        return super.encode(event) + "data: bye\n\n";
                    }
                }),
                faulty("H5", "Content-Length is longer than the body", "1.2/2", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        int length = bytes(encode(event)).length + 10;
                        reply.head(
                                "HTTP/1.1 200 OK",
                                "Content-Type: text/event-stream",
                                "Cache-Control: no-cache",
                                "Content-Length: " + length);
                    }
                }),
                faulty("end", "the answer never ends", "1.2/2", new EchoServer() {
                    @Override
                    void end(Reply reply) throws InterruptedException {
                        new CountDownLatch(1).await();
                    }
                }),
                faulty("cut", "the connection is closed instead of the answer", "1.2/2", new EchoServer() {
                    @Override
                    void end(Reply reply) {
                        reply.cut();
                    }
                }),
                faulty("W1", "a payload of several lines under one data:", "1.2/3", new EchoServer() {
                    @Override
                    String data(String data) {
                        return "data: " + data + "\n";
                    }
                }),
                faulty("W4", "CR is not taken for a line break", "1.2/3", new EchoServer() {
                    @Override
                    String data(String data) {
                        return "data: " + data.replace("\r\n", "\n").replace("\n", "\ndata: ") + "\n";
                    }
                }),
                faulty("W7", "line breaks are deleted", "1.2/3", new EchoServer() {
                    @Override
                    String data(String data) {
                        return "data: " + data.replaceAll("[\r\n]", "") + "\n";
                    }
                }),
                faulty("W8", "no space behind the colon", "1.2/4", new EchoServer() {
                    @Override
                    String data(String data) {
                        return lines("data:", data);
                    }
                }),
                faulty("W8b", "trailing spaces are stripped", "1.2/4", new EchoServer() {
                    @Override
                    String data(String data) {
                        return lines("data: ", data.isBlank() || data.endsWith("\n") ? data : data.stripTrailing());
                    }
                }),
                faulty("W5b", "a trailing line break is lost", "1.2/5", new EchoServer() {
                    @Override
                    String data(String data) {
                        return "data: " + String.join("\ndata: ", data.split("\r\n|\r|\n")) + "\n";
                    }
                }),
                faulty("empty", "empty data is not sent", "1.2/5", new EchoServer() {
                    @Override
                    String data(String data) {
                        return data.isEmpty() ? "" : super.data(data);
                    }
                }),
                faulty("W5", "U+2028 and others are taken for line breaks", "1.2/6", new EchoServer() {
                    @Override
                    String data(String data) {
                        return "data: " + String.join("\ndata: ", data.split("\\R", -1)) + "\n";
                    }
                }),
                faulty("W11", "Latin-1 instead of UTF-8", "1.2/6", new EchoServer() {
                    @Override
                    byte[] bytes(String stream) {
                        return stream.getBytes(StandardCharsets.ISO_8859_1);
                    }
                }),
                faulty("W13", "the field is called name", "1.2/7", new EchoServer() {
                    @Override
                    String type(String type) {
                        return "name: " + type + "\n";
                    }
                }),
                faulty("T2", "spaces in the type become hyphens", "1.2/7", new EchoServer() {
                    @Override
                    String type(String type) {
                        return super.type(type.replace(" ", "-"));
                    }
                }),
                faulty("T4", "a space behind the type", "1.2/7", new EchoServer() {
                    @Override
                    String type(String type) {
                        return "event: " + type + " \n";
                    }
                }),
                faulty("T3", "type and data are two blocks", "1.2/7", new EchoServer() {
                    @Override
                    String type(String type) {
                        return super.type(type) + "\n";
                    }
                }),
                faulty("R1", "the id is not sent", "1.2/8", new EchoServer() {
                    @Override
                    String id(String id) {
                        return "";
                    }
                }),
                faulty("R12", "the id of the request before", "1.2/8", new EchoServer() {
                    private volatile String last = "";

                    @Override
                    String encode(JsonNode event) {
                        last = present(event, "id") ? event.get("id").asText() : last;
                        boolean leak = !present(event, "id") && present(event, "data") && !last.isEmpty();
                        return (leak ? id(last) : "") + super.encode(event);
                    }
                }),
                faulty("R13", "id 0 is taken for none", "1.2/8", new EchoServer() {
                    @Override
                    String id(String id) {
                        return id.equals("0") ? "" : super.id(id);
                    }
                }),
                faulty("X6", "retry with a unit", "1.2/9", new EchoServer() {
                    @Override
                    String retry(long retry) {
                        return "retry: " + retry + "ms\n";
                    }
                }),
                faulty("X6b", "retry is not sent, as by SseSink", "1.2/9", new EchoServer() {
                    @Override
                    String retry(long retry) {
                        return "";
                    }
                }),
                faulty("X6c", "retry is an int", "1.2/9", new EchoServer() {
                    @Override
                    String retry(long retry) {
                        return super.retry((int) retry);
                    }
                }),
                faulty("comment", "comments are not sent", "1.2/10", new EchoServer() {
                    @Override
                    String comment(String comment) {
                        return ":\n";
                    }
                }),
                faulty("S2", "a line break in a comment injects a field", "1.2/10", new EchoServer() {
                    @Override
                    String comment(String comment) {
                        return ": " + comment + "\n";
                    }
                }),
                faulty("S2b", "a CR in a comment injects a field", "1.2/10", new EchoServer() {
                    @Override
                    String comment(String comment) {
                        return ": " + comment.replace("\r\n", "\n").replace("\n", "\n: ") + "\n";
                    }
                }),
                faulty("W-nothing", "data: is written without data", "1.2/11", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        boolean bare =
                                !present(event, "data") && !present(event, "comment") && !present(event, "retry");
                        return bare ? super.encode(event).stripTrailing() + "\ndata:\n\n" : super.encode(event);
                    }
                }),
                faulty("null", "null is taken for the text null", "1.2/11", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        return event.has("data") && event.get("data").isNull() ? "data: null\n\n" : super.encode(event);
                    }
                }),
                faulty("null-id", "an id that is null becomes the text null", "1.2/11", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        boolean isNull = event.path("id").isNull() && present(event, "data");
                        return (isNull ? id("null") : "") + super.encode(event);
                    }
                }),
                faulty("null-type", "a type that is null becomes the text null", "1.2/11", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        boolean isNull = event.path("type").isNull() && present(event, "data");
                        return (isNull ? type("null") : "") + super.encode(event);
                    }
                }),
                faulty("unknown", "an unknown key is refused", "1.2/11", new EchoServer() {
                    @Override
                    void validate(JsonNode event) {
                        super.validate(event);
                        require(!event.has("colour"), "colour is unknown");
                    }
                }),
                faulty("S1", "a line break in the type injects an event", "1.2/12", new EchoServer() {
                    @Override
                    void oneLine(JsonNode event, String key) {
                        if (key.equals("id")) {
                            super.oneLine(event, key);
                        }
                    }
                }),
                faulty("S1b", "a line break in the id is replaced by a space", "1.2/12", new EchoServer() {
                    @Override
                    void oneLine(JsonNode event, String key) {
                        if (key.equals("type")) {
                            super.oneLine(event, key);
                        }
                    }

                    @Override
                    String id(String id) {
                        return super.id(id.replaceAll("[\r\n]+", " "));
                    }
                }),
                faulty("S1c", "a CR in the type injects an event", "1.2/12", new EchoServer() {
                    @Override
                    void oneLine(JsonNode event, String key) {
                        require(
                                !present(event, key) || !event.get(key).asText().contains("\n"),
                                key + " must be one line");
                    }
                }),
                faulty("500", "bad JSON is answered with 500", "1.2/12", new EchoServer() {
                    @Override
                    void refuse(Reply reply, String message) {
                        reply.json(500, "{\"error\": \"" + message + "\"}").cut();
                    }
                }),
                faulty("silent", "refused without a word", "1.2/12", new EchoServer() {
                    @Override
                    void refuse(Reply reply, String message) {
                        reply.json(400, "").cut();
                    }
                }),
                faulty("negative", "a negative retry is let through", "1.2/12", new EchoServer() {
                    @Override
                    void validate(JsonNode event) {
                        if (!event.path("retry").isIntegralNumber()
                                || event.path("retry").asLong() >= 0) {
                            super.validate(event);
                        }
                    }
                }),
                faulty("H3", "may be cached", "1.2/13", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: text/event-stream",
                                        "Cache-Control: max-age=60",
                                        "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("H3b", "no Cache-Control", "1.2/13", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("static", "a builder that is never emptied", "1.2/2", new EchoServer() {
                    private final StringBuilder kept = new StringBuilder();

                    @Override
                    synchronized String encode(JsonNode event) {
                        return kept.append(super.encode(event)).toString();
                    }
                }),
                faulty("long", "cut at 64 KiB", "1.2/14", new EchoServer() {
                    @Override
                    byte[] bytes(String stream) {
                        byte[] all = super.bytes(stream);
                        byte[] end = super.bytes("\n\n");
                        if (all.length <= 65_536) {
                            return all;
                        }
                        byte[] cut = Arrays.copyOf(all, 65_536 + end.length);
                        System.arraycopy(end, 0, cut, 65_536, end.length);
                        return cut;
                    }
                }),
                faulty("W9", "requests share one builder", "1.2/14", new SharedBuilder()));
    }

    /** Requests at the same time write into one field. */
    private static final class SharedBuilder extends EchoServer {

        private static final Duration PATIENCE = Duration.ofMillis(200);

        private final AtomicReference<JsonNode> shared = new AtomicReference<>();
        private final Semaphore arrivals = new Semaphore(0);

        @Override
        String encode(JsonNode event) {
            boolean crowd = present(event, "data") && event.get("data").asText().startsWith("client");
            shared.set(event);
            if (crowd) {
                awaitAnother();
            }
            return super.encode(crowd ? shared.get() : event);
        }

        /** Lets one other request come in between, so that the race is lost each time. */
        private void awaitAnother() {
            arrivals.release();
            try {
                arrivals.tryAcquire(2, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
