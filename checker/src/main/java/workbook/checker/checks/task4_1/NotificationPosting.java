package workbook.checker.checks.task4_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Posting;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** Notifications of task 4.1. Where a text will do, it is the title. */
record NotificationPosting() implements Posting {

    static final String PATH = "/notifications";

    /** Posts these notes one after the other, and keeps them in the channel. */
    static List<Posted> post(Channel channel, List<Note> notes) {
        for (Note note : notes) {
            Connection answer = channel.probe().postJson(PATH, note.body());
            channel.keep(List.of(accepted(channel.probe(), answer, note)));
        }
        return channel.newest(notes.size());
    }

    @Override
    public String roomKey() {
        return "notifications.history";
    }

    @Override
    public Connection send(Probe probe, String text) {
        return probe.postJson(PATH, Note.of(text).body());
    }

    @Override
    public Connection sendInTwo(Probe probe, String text) {
        return probe.postJsonInTwo(PATH, Note.of(text).body());
    }

    @Override
    public Posted accepted(Probe probe, Connection answer, String text) {
        return accepted(probe, answer, Note.of(text));
    }

    /** The notification in the answer to a POST: 201 and the object with its id (contract 4.1 C2). */
    static Posted accepted(Probe probe, Connection answer, Note note) {
        ResponseHead head = probe.requireHead(answer);
        answer.awaitEnd(probe.answer());
        JsonNode got = answer.json().filter(JsonNode::isObject).orElse(null);
        if (head.status() != 201 || got == null) {
            throw refused(answer, head);
        }
        JsonNode id = got.path("id");
        if (!id.isTextual() && !id.isNumber() || id.asText().isEmpty()) {
            throw Fault.expected(same("\"id\": \"…\""))
                    .received(
                            id.isMissingNode()
                                    ? text("no \"id\"", "没有 \"id\"")
                                    : same("\"id\": " + NotificationContent.shown(id.toString())))
                    .why(text("the id names the notification everywhere", "无论在哪里，id 指的都是这条通知"))
                    .likely(text("the object is answered as it was posted", "把收到的对象原样返回了"))
                    .on(answer)
                    .failure();
        }
        NotificationContent content = new NotificationContent(note, id.asText());
        content.fault(got).ifPresent(fault -> {
            throw fault.on(answer).failure();
        });
        return new Posted(id.asText(), note.title(), content);
    }

    private static CheckFailure refused(Connection answer, ResponseHead head) {
        return Fault.expected(text(
                        "status 201 and %s",
                        "状态码 201 和 %s", same("{\"id\": \"…\", \"level\": \"…\", \"title\": \"…\", \"text\": \"…\"}")))
                .received(text(
                        "status %d and %s",
                        "状态码 %d 和 %s",
                        head.status(),
                        same("\""
                                + NotificationContent.shown(
                                        WireText.of(answer.body()).text())
                                + "\"")))
                .why(text(
                        "who posts a notification gets it back, with the id that it will have on every stream",
                        "发送通知的一方会拿回这条通知，带着它在每个流上都相同的 id"))
                .likely(likely(head.status()))
                .on(answer)
                .failure();
    }

    private static Text likely(int status) {
        return switch (status) {
            case 404, 405 -> text("no route for POST /notifications", "没有 POST /notifications 对应的路由");
            case 400, 422 ->
                text(
                        "a good notification was refused: the text may be empty, null or absent, and level and title may hold nothing unusual here",
                        "把合法的通知拒绝了：text 可以为空、为 null 或没有；这里的 level 和 title 都很平常");
            case 200, 202, 204 ->
                text(
                        "the status is not set; res.status(Status.CREATED_201) before send()",
                        "没有设置状态码；在 send() 之前调用 res.status(Status.CREATED_201)");
            case 201 -> text("the body is no JSON object", "响应体不是 JSON 对象");
            default -> text("look at the output of your server", "看看服务器的输出");
        };
    }
}
