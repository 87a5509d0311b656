package workbook.checker.faulty.task4_3;

import static workbook.checker.faulty.Variant.legal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Servers of task 4.3 that are odd but right. */
final class AnswerOddities {

    private AnswerOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("4.3", "nothing odd", new AnswerServer()),
                legal("4.3", "the second reader gets 409", new AnswerServer() {
                    @Override
                    void again(String id, Reply reply) {
                        refuse(reply, 409, "answered already");
                    }
                }),
                legal("4.3", "the second reader gets a replay", new ReplayServer()),
                legal("4.3", "a question that is taken is not known any more", new AnswerServer() {
                    @Override
                    void again(String id, Reply reply) {
                        refuse(reply, 404, "no such question");
                    }
                }),
                legal("4.3", "ids, retry, comments and unknown fields, CRLF", new AnswerServer() {
                    @Override
                    String event(String type, String data) {
                        return "id: 7\nretry: 500\n: a comment\nfoo: bar\n".replace("\n", "\r\n")
                                + super.event(type, data).replace("\n", "\r\n");
                    }

                    @Override
                    String heartbeat() {
                        return ": thinking\r\n\r\n";
                    }
                }),
                legal("4.3", "JSON on several lines, with more keys, a byte per write", new AnswerServer() {
                    @Override
                    String data(String text) {
                        return JSON.createObjectNode()
                                .put("n", 1)
                                .put("text", text)
                                .toPrettyString();
                    }

                    @Override
                    void token(Run run, String text) {
                        run.tokens++;
                        for (byte one : event("token", data(text)).getBytes(StandardCharsets.UTF_8)) {
                            run.reply.write(new byte[] {one});
                        }
                    }
                }),
                legal("4.3", "a stream without chunks, and heartbeats at twice the pace", new AnswerServer() {
                    @Override
                    void head(Reply reply) {
                        reply.head(
                                "HTTP/1.1 200 OK",
                                "content-type: Text/Event-Stream;charset=UTF-8",
                                "cache-control: no-store",
                                "Connection: close");
                        reply.write("retry: 1000\n\n");
                    }

                    @Override
                    Duration interval(Run run) {
                        return super.interval(run).dividedBy(2);
                    }
                }),
                legal("4.3", "headers wait for the first heartbeat", new AnswerServer() {
                    @Override
                    void head(Reply reply) {
                        LockSupport.parkNanos(interval(null).toNanos());
                        super.head(reply);
                    }
                }),
                legal(
                        "4.3",
                        "the page gives up its POST",
                        EditedPage.of(
                                        "4.3",
                                        "  const mine = begin();",
                                        "  const mine = begin();\n  pending = new AbortController();")
                                .and(
                                        "      method: \"POST\",",
                                        "      signal: pending.signal,\n      method: \"POST\",")
                                .and("  round += 1;", "  round += 1;\n  pending?.abort();\n  pending = null;")
                                .and("let source = null;", "let pending = null;\nlet source = null;")
                                .only(14, 15, 16, 17, 18, 19)),
                legal(
                        "4.3",
                        "the page takes no question while one is under way",
                        EditedPage.of(
                                        "4.3",
                                        "  const mine = begin();",
                                        "  if (asking) return;\n  asking = true;\n  const mine = begin();")
                                .and(
                                        "    const { events, error } = await response.json();",
                                        "    const { events, error } = await response.json();\n    asking = false;")
                                .and("let source = null;", "let asking = false;\nlet source = null;")
                                .only(14, 15, 16, 17, 18, 19)),
                legal(
                        "4.3",
                        "the page opens the old stream, and does not listen to it",
                        EditedPage.of(
                                        "4.3",
                                        "      return; // stopped, or asked anew, while this was under way",
                                        "      if (events) new EventSource(events).close();\n      return;")
                                .only(14, 15, 16, 17, 18, 19)),
                legal(
                        "4.3",
                        "the page takes no question while an answer comes in",
                        EditedPage.of(
                                        "4.3",
                                        "  source = new EventSource(path);",
                                        "  source = new EventSource(path);\n  askButton.disabled = true;")
                                .and("  source?.close();", "  source?.close();\n  askButton.disabled = false;")
                                .and(
                                        "let source = null;",
                                        "const askButton = document.querySelector(\"[data-ask]\");\nlet source = null;")
                                .only(14, 15, 16, 17, 18, 19)),
                legal(
                        "4.3",
                        "the page keeps the old answer until the new stream opens",
                        EditedPage.of(
                                        "4.3",
                                        "  end(\"thinking\");\n  answer.replaceChildren();\n",
                                        "  round += 1;\n  status.textContent = \"thinking\";\n")
                                .and(
                                        "  source = new EventSource(path);",
                                        "  source?.close();\n  undrawn = \"\";\n  answer.replaceChildren();\n  source = new EventSource(path);")
                                .only(14, 15, 16, 17, 18, 19)),
                legal(
                        "4.3",
                        "the page ignores the old stream, which goes on",
                        EditedPage.of("4.3", "  end(\"thinking\");\n", "  source = null;\n  end(\"thinking\");\n")
                                .and(
                                        "  source = new EventSource(path);\n",
                                        "  const mine = new EventSource(path);\n  source = mine;\n")
                                .and(
                                        "  source.addEventListener(\"token\", (event) => {\n",
                                        "  source.addEventListener(\"token\", (event) => {\n    if (mine !== source) return;\n")
                                .and(
                                        "() => fail(\"connection lost\")",
                                        "() => mine === source && fail(\"connection lost\")")
                                .only(14, 15, 16, 17, 18, 19)),
                legal(
                        "4.3",
                        "the page has no stop until the stream is open",
                        EditedPage.of("4.3", "  stopButton.disabled = false;\n", "")
                                .and(
                                        "  source = new EventSource(path);\n",
                                        "  source = new EventSource(path);\n  stopButton.disabled = false;\n")
                                .only(14, 15, 16, 17, 18, 19)),
                legal(
                        "4.3",
                        "the page draws a moment later",
                        EditedPage.of("4.3", "requestAnimationFrame(draw)", "setTimeout(draw, 150)")
                                .only(14, 15, 16, 17, 18, 19)),
                legal("4.3", "refuses with 422, and says more", new AnswerServer() {
                    @Override
                    void refuse(Reply reply, int status, String error) {
                        reply.json(
                                        status == 400 ? 422 : status,
                                        "{\"error\": \"" + error + "\", \"field\": \"question\"}")
                                .cut();
                    }
                }));
    }
}
