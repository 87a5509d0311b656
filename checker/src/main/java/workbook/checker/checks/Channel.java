package workbook.checker.checks;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.report.WireText;
import workbook.checker.wire.ResponseHead;

/** One server of task 3.1, and what was posted to it, in order. */
final class Channel {

    private static final BigInteger AHEAD = BigInteger.valueOf(1000);

    private final Probe probe;
    private final List<Posted> posted = new ArrayList<>();

    Channel(Probe probe) {
        this.probe = probe;
    }

    Probe probe() {
        return probe;
    }

    /** Posts a message that differs from all others. */
    Posted post() {
        return post("message " + (posted.size() + 1) + " " + probe.word());
    }

    List<Posted> post(int count) {
        for (int i = 0; i < count; i++) {
            post();
        }
        return newest(count);
    }

    Posted post(String text) {
        return accept(send(text), text);
    }

    /** Posts a message, without a look at the answer. */
    Connection send(String text) {
        return probe.postText("/messages", text);
    }

    Posted accept(Connection answer, String text) {
        Posted message = new Posted(accepted(answer), text);
        keep(List.of(message));
        return message;
    }

    /** Posts several at once. They are kept in the order in which a stream brought them. */
    List<Posted> postAtOnce(int count) {
        return probe.atOnce(count, n -> {
            String text = "at once " + n + " " + probe.word();
            return new Posted(accepted(send(text)), text);
        });
    }

    void keep(List<Posted> inOrder) {
        synchronized (posted) {
            posted.addAll(inOrder);
        }
    }

    /** The id that the answer gives (contract 3.1: 201 and {@code {"id": "…"}}). */
    private String accepted(Connection answer) {
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
                        head.status() >= 400
                                ? text(
                                        "the route is missing, or the body was refused: any text of at least one character is a message",
                                        "没有这个路由，或者拒绝了请求体：至少一个字符的任何文本都是消息")
                                : text(
                                        "another status, a number instead of a string, or no JSON",
                                        "用了别的状态码，id 是数字而不是字符串，或者不是 JSON"))
                .on(answer)
                .failure();
    }

    /** Bytes that are no text are refused, and reach no stream. */
    void requireRefused(byte[] body) {
        Connection answer = probe.postText("/messages", body);
        ResponseHead head = probe.requireHead(answer);
        if (head.status() / 100 != 4) {
            throw Fault.expected(text("any 4xx for bytes that are not UTF-8", "不是 UTF-8 的字节应得到 4xx"))
                    .received(text("status %d", "状态码 %d", head.status()))
                    .why(text(
                            "an event stream is always UTF-8: what is taken in broken goes out broken to everyone",
                            "事件流永远是 UTF-8：坏的字节收进来，就会坏着发给所有人"))
                    .likely(text(
                            "as(String.class) and new String(bytes) replace what they cannot read; decode with a CharsetDecoder, which throws",
                            "as(String.class) 和 new String(bytes) 会替换读不懂的字节；用 CharsetDecoder 解码，它会抛出异常"))
                    .on(answer)
                    .failure();
        }
    }

    /** How many messages the server keeps at least. */
    int room() {
        return Integer.parseInt(probe.setting("replay.capacity"));
    }

    /** An id that no message has got to yet; empty where ids do not end in digits. */
    Optional<String> ahead() {
        Matcher digits = Pattern.compile("[0-9]+$").matcher(all().getLast().id());
        return digits.find()
                ? Optional.of(digits.replaceFirst(
                        new BigInteger(digits.group()).add(AHEAD).toString()))
                : Optional.empty();
    }

    List<Posted> all() {
        synchronized (posted) {
            return List.copyOf(posted);
        }
    }

    List<Posted> newest(int count) {
        List<Posted> all = all();
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** What follows the message with this id. */
    List<Posted> after(String id) {
        List<Posted> all = all();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return all.subList(i + 1, all.size());
            }
        }
        throw new IllegalArgumentException("nothing was posted with the id " + id);
    }
}
