package workbook.checker.checks.task4_1;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.DistinctIds;
import workbook.checker.checks.resume.Posted;
import workbook.checker.probe.Connection;

/** Good notifications, the plain ones and those that look dangerous. */
record GoodBodies(Channel channel) {

    /** Longer than what anybody would cut for a list, and no longer than a body may be. */
    private static final String LONG = "a long story, ".repeat(40);

    /** Each level; a text that is there, empty, null or absent; a title of one character, even if that is a blank. */
    void requireAccepted() {
        NotificationPosting.post(
                channel,
                List.of(
                        new Note("success", "Backup finished", "12 GB in 3 minutes"),
                        new Note("warning", "磁盘空间不足", "只剩 5%"),
                        new Note("error", "x", ""),
                        new Note("warning", " ", "")));
        Note silent = new Note("error", "Payment service is down", "");
        accept(silent, silent.json().putNull("text"));
        accept(silent, silent.json().without("text"));
    }

    private void accept(Note note, ObjectNode body) {
        channel.keep(List.of(NotificationPosting.accepted(channel.probe(), post(body), note)));
    }

    private Connection post(ObjectNode body) {
        return channel.probe()
                .postJson(NotificationPosting.PATH, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A body that brings an id, that of another notification. It may be refused; if it is accepted, the id is the server's.
     *
     * @param stream shown with the failure
     */
    void requireOwnId(Connection stream) {
        Posted other = channel.all().getLast();
        Note note = Note.of("with an id " + channel.probe().word());
        Connection answer = post(note.json().put("id", other.id()));
        int status = channel.probe().requireHead(answer).status();
        if (status / 100 == 4) {
            return;
        }
        Posted message = NotificationPosting.accepted(channel.probe(), answer, note);
        DistinctIds.require(
                List.of(other, message),
                stream,
                text(
                        "the body of the POST has a key \"id\", and it is taken, or overwrites yours: take level, title and text from the body, and nothing else",
                        "POST 的请求体里带了键 \"id\"，程序用了它，或被它覆盖：只应从请求体中取 level、title 和 text"));
        channel.keep(List.of(message));
    }

    /** What a browser would run, HTML would swallow, or a stream would trip over, if it were not data. */
    List<Posted> postHostile() {
        return NotificationPosting.post(
                channel,
                List.of(
                        new Note("error", "<img src=x onerror=alert(1)>", "<script>alert(\"2\")</script>"),
                        new Note("warning", "a < b && b > c", "&lt;b&gt; is how <b> is written"),
                        new Note("success", "first\nsecond\r\nthird", "x\n\nevent: notification\ndata: {}\n\n"),
                        new Note("success", "  spaces\tand tabs  ", "\"quotes\" 'and' \\backslashes\\n"),
                        new Note(
                                "success",
                                LONG + channel.probe().word(),
                                LONG.repeat(10) + channel.probe().line()),
                        new Note("warning", channel.probe().line(), "\u2028\u0085 é 豆腐 😀 </ul>")));
    }
}
