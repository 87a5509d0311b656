package workbook.checker.faulty;

import static workbook.checker.faulty.Variant.legal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Servers that are odd but right: what the rules leave free, used to the full. */
final class LegalOddities {

    private static final String STREAM = "Content-Type: text/event-stream";
    private static final String NO_CACHE = "Cache-Control: no-cache";

    private LegalOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("1.2", "nothing odd", new EchoServer()),
                legal("1.2", "CR line ends", echo("\r")),
                legal("1.2", "CRLF line ends", echo("\r\n")),
                legal("1.2", "a byte order mark", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        return "\ufeff" + super.encode(event);
                    }
                }),
                legal("1.2", "a byte per write", new EchoServer() {
                    @Override
                    void send(Reply reply, byte[] bytes) {
                        if (bytes.length > 4096) {
                            reply.write(bytes);
                            return;
                        }
                        for (byte one : bytes) {
                            reply.write(new byte[] {one});
                        }
                    }
                }),
                legal("1.2", "comments, blank lines and unknown fields around the event", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        return ": hi\n\n\nretry: 1000\n\nfoo: bar\n" + super.encode(event) + "\n\n: bye\n\nx\n\n";
                    }
                }),
                legal("1.2", "no space behind the colon where none is needed", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        return super.encode(event).replaceAll("(?m)^(data|id|event|retry|): (?=[^ ])", "$1:");
                    }
                }),
                legal("1.2", "an empty field without its colon", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        return super.encode(event).replaceAll("(?m)^data: $", "data");
                    }
                }),
                legal("1.2", "data before type and id", new EchoServer() {
                    @Override
                    String encode(JsonNode event) {
                        String data =
                                present(event, "data") ? data(event.get("data").asText()) : "";
                        return data + super.encode(event).replace(data.isEmpty() ? "\u0000none" : data, "");
                    }
                }),
                legal("1.2", "Content-Length instead of chunks", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head(
                                "HTTP/1.1 200 OK", STREAM, NO_CACHE, "Content-Length: " + bytes(encode(event)).length);
                    }
                }),
                legal("1.2", "the end is the end of the connection", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head("HTTP/1.1 200 OK", STREAM, NO_CACHE, "Connection: close");
                    }
                }),
                legal("1.2", "HTTP/1.0", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head("HTTP/1.0 200 OK", STREAM, NO_CACHE);
                    }
                }),
                legal("1.2", "header names and values in odd case, parameters, more headers", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head(
                                        "HTTP/1.1 200 ",
                                        "x-powered-by: nobody",
                                        "cAcHe-CoNtRoL: No-Store, no-transform",
                                        "TRANSFER-ENCODING: Chunked",
                                        "content-type: Text/Event-Stream ; Charset=\"UTF-8\"")
                                .chunked();
                    }
                }),
                legal("1.2", "chunk extensions and trailers", new EchoServer() {
                    @Override
                    void send(Reply reply, byte[] bytes) {
                        if (bytes.length > 0) {
                            reply.raw(Integer.toHexString(bytes.length).toUpperCase(Locale.ROOT) + ";a=b;c\r\n")
                                    .raw(bytes)
                                    .raw("\r\n");
                        }
                    }

                    @Override
                    void end(Reply reply) {
                        reply.raw("000;last\r\nX-Trailer: yes\r\n\r\n").cut();
                    }
                }),
                legal("1.2", "a 100 Continue first", new EchoServer() {
                    @Override
                    void head(Reply reply, JsonNode event) {
                        reply.head("HTTP/1.1 100 Continue");
                        super.head(reply, event);
                    }
                }),
                legal("1.2", "refuses with 422 and more keys", new EchoServer() {
                    @Override
                    void refuse(Reply reply, String message) {
                        reply.json(422, "{\"error\": \"" + message + "\", \"hint\": null}")
                                .cut();
                    }
                }),
                legal("2.1", "nothing odd", new ClockServer()),
                legal("2.1", "the first event after one interval", new ClockServer() {
                    @Override
                    void run(Reply reply) {
                        long begun = System.nanoTime();
                        for (int n = 1; n <= COUNT; n++) {
                            pause(begun, INTERVAL.multipliedBy(n));
                            send(reply, event(n));
                        }
                    }
                }),
                legal("2.1", "the end one interval after the last event", new ClockServer() {
                    @Override
                    void end(Reply reply) throws Exception {
                        pause(System.nanoTime(), INTERVAL);
                        super.end(reply);
                    }
                }),
                legal("2.1", "CRLF, ids, comments, unknown fields, retry", new ClockServer() {
                    @Override
                    String event(int n) {
                        return ": tick\r\nid: " + n + "\r\nretry: 500\r\nfoo\r\ndata:" + time(n) + "\r\n\r\n\r\n";
                    }
                }),
                legal("2.1", "CR line ends and a byte order mark", new ClockServer() {
                    @Override
                    String event(int n) {
                        return (n == 0 ? "\ufeff" : "") + "data: " + time(n) + "\r\r";
                    }
                }),
                legal("2.1", "a byte per write", new ClockServer() {
                    @Override
                    void send(Reply reply, String event) {
                        for (byte one : event.getBytes(StandardCharsets.UTF_8)) {
                            reply.write(new byte[] {one});
                        }
                    }
                }),
                legal("2.1", "an offset instead of Z, and milliseconds", new ClockServer() {
                    @Override
                    String time(int n) {
                        return Instant.ofEpochMilli(System.currentTimeMillis())
                                .atOffset(ZoneOffset.ofHours(8))
                                .toString();
                    }
                }),
                legal("2.1", "the end is the end of the connection", new ClockServer() {
                    @Override
                    void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", STREAM, "Cache-Control: no-store", "Connection: close");
                    }
                }),
                legal("2.1", "waits behind each event, so that it drifts", new ClockServer() {
                    @Override
                    void run(Reply reply) {
                        for (int n = 0; n < COUNT; n++) {
                            send(reply, event(n));
                            pause(System.nanoTime(), INTERVAL);
                        }
                    }
                }),
                legal("2.1", "each event in many chunks with extensions", new ClockServer() {
                    @Override
                    void send(Reply reply, String event) {
                        for (String part : event.split("(?<=\\G(?s:.{5}))")) {
                            reply.raw(Integer.toHexString(part.length()) + " ; x=\"y\"\r\n" + part + "\r\n");
                        }
                    }
                }));
    }

    private static EchoServer echo(String lineEnd) {
        return new EchoServer() {
            @Override
            byte[] bytes(String stream) {
                return super.bytes(stream.replace("\n", lineEnd));
            }
        };
    }
}
