package workbook.checker.faulty.task1_2;

import static workbook.checker.faulty.Variant.legal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;
import workbook.checker.scripted.Request;

/** Servers of task 1.2 that are odd but right: what the rules leave free, used to the full. */
final class WireFormatOddities {

    private static final String STREAM = "Content-Type: text/event-stream";
    private static final String NO_CACHE = "Cache-Control: no-cache";

    private WireFormatOddities() {}

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
                legal("1.2", "a reason for the refusal only where JSON is accepted", new EchoServer() {
                    private final ThreadLocal<Boolean> json = new ThreadLocal<>();

                    @Override
                    public void answer(Request request, Reply reply) throws Exception {
                        String accept = request.header("accept").orElse("*/*");
                        json.set(accept.contains("application/json") || accept.contains("*/*"));
                        super.answer(request, reply);
                    }

                    @Override
                    void refuse(Reply reply, String message) {
                        if (json.get()) {
                            super.refuse(reply, message);
                        } else {
                            reply.head("HTTP/1.1 400 Bad Request", "Content-Length: 0", "Connection: close")
                                    .cut();
                        }
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
