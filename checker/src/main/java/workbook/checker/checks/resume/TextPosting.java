package workbook.checker.checks.resume;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.probe.Probe;

/** Messages of task 3.1: plain text, and the same text on the stream. */
public record TextPosting() implements Posting {

    @Override
    public String roomKey() {
        return "replay.capacity";
    }

    @Override
    public Connection send(Probe probe, String text) {
        return probe.postText("/messages", text);
    }

    @Override
    public Connection sendInTwo(Probe probe, String text) {
        return probe.postTextInTwo("/messages", text);
    }

    @Override
    public Posted accepted(Probe probe, Connection answer, String text) {
        return new Posted(accepted(probe, answer), text, Payload::require);
    }

    /** The id in the answer to a POST: 201 and {@code {"id": "…"}} (contract 3.1 C2). */
    private static String accepted(Probe probe, Connection answer) {
        ResponseHead head = probe.requireHead(answer);
        answer.awaitEnd(probe.answer());
        JsonNode id = answer.json().map(json -> json.path("id")).orElse(null);
        boolean good = id != null && id.isTextual() && !id.asText().isEmpty();
        if (head.status() == 201 && good) {
            return id.asText();
        }
        throw Fault.expected(text("status 201 and %s", "状态码 201 和 %s", same("{\"id\": \"…\"}")))
                .received(text(
                        "status %d and %s",
                        "状态码 %d 和 %s",
                        head.status(),
                        same("\"" + WireText.of(answer.body()).text() + "\"")))
                .why(text(
                        "who posts a message learns its id, the same string that the stream will carry",
                        "发送消息的一方会得到它的 id，与流中的字符串完全相同"))
                .likely(
                        head.status() == 500
                                ? text(
                                        "an exception nobody caught; its stack trace is in the output of your server",
                                        "异常没有被捕获；堆栈在服务器的输出里")
                                : head.status() == 503
                                        ? text(
                                                "the server says that it cannot take messages now; why, it says in the body or in its output",
                                                "服务器表示现在无法接收消息；原因在响应体或它的输出里")
                                        : head.status() >= 400
                                                ? text(
                                                        "the route is missing, or the body was refused: any text of at least one character is a message",
                                                        "没有这个路由，或者拒绝了请求体：至少一个字符的任何文本都是消息")
                                                : text(
                                                        "another status, a number instead of a string, or no JSON",
                                                        "用了别的状态码，id 是数字而不是字符串，或者不是 JSON"))
                .on(answer)
                .failure();
    }
}
