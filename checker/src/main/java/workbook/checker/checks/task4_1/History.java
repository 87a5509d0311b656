package workbook.checker.checks.task4_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Posted;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/**
 * What {@code GET /notifications} answered.
 *
 * @param objects the notifications in the answer, in its order
 */
record History(Connection answer, List<JsonNode> objects) {

    static History read(Probe probe) {
        Connection answer = probe.getJson(NotificationPosting.PATH);
        ResponseHead head = probe.requireHead(answer);
        answer.awaitEnd(probe.answer());
        Optional<JsonNode> array = answer.json().filter(JsonNode::isArray);
        if (head.status() != 200 || array.isEmpty()) {
            String shown = WireText.of(answer.body()).text();
            throw Fault.expected(text("status 200 and a JSON array", "状态码 200 和一个 JSON 数组"))
                    .received(text(
                            "status %d and %s",
                            "状态码 %d 和 %s", head.status(), same("\"" + NotificationContent.shown(shown) + "\"")))
                    .why(text("a page that is loaded first asks for what was there before it", "页面加载时，先要拿到它来之前的通知"))
                    .likely(text(
                            "no route for GET /notifications, or the array is wrapped in an object",
                            "没有 GET /notifications 对应的路由，或者把数组包在了对象里"))
                    .on(answer)
                    .failure();
        }
        return new History(
                answer, StreamSupport.stream(array.get().spliterator(), false).toList());
    }

    List<String> ids() {
        return objects.stream().map(object -> object.path("id").asText()).toList();
    }

    /** The history holds the newest of what was posted, oldest first, and nothing older than the capacity allows. */
    static void require(Channel channel) {
        History history = read(channel.probe());
        List<Posted> wanted = channel.newest(channel.room());
        history.requireRoom(wanted, channel.room());
        history.requireEnd(wanted, channel.room());
    }

    /** Only the last few are compared: what came before them was for other checks. */
    static void requireNewest(Channel channel, int count) {
        read(channel.probe()).requireEnd(channel.newest(count), channel.room());
    }

    private void requireRoom(List<Posted> wanted, int room) {
        if (objects.size() > room) {
            throw fault(wanted, room)
                    .received(text("%d of them", "%d 条", objects.size()))
                    .likely(text("nothing is ever taken out", "只进不出"))
                    .on(answer)
                    .failure();
        }
    }

    private void requireEnd(List<Posted> wanted, int room) {
        List<String> ids = ids();
        List<String> newest = ids.subList(Math.max(0, ids.size() - wanted.size()), ids.size());
        if (!newest.equals(wanted.stream().map(Posted::id).toList())) {
            throw others(newest, wanted, room);
        }
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode object = objects.get(objects.size() - wanted.size() + i);
            if (wanted.get(i).content() instanceof NotificationContent content) {
                content.fault(object).ifPresent(fault -> {
                    throw fault.on(answer).failure();
                });
            }
        }
    }

    private CheckFailure others(List<String> got, List<Posted> wanted, int room) {
        return fault(wanted, room)
                .received(
                        got.contains("")
                                ? text("an object without \"id\"", "有对象没有 \"id\"")
                                : got.isEmpty()
                                        ? text("an empty array", "空数组")
                                        : text("%d: %s", "%d 条：%s", got.size(), ids(got)))
                .likely(why(got, wanted.stream().map(Posted::id).toList()))
                .on(answer)
                .failure();
    }

    private static Text why(List<String> got, List<String> wanted) {
        if (got.size() < wanted.size()
                && wanted.subList(wanted.size() - got.size(), wanted.size()).equals(got)) {
            return text("fewer are kept than the setting says", "保存的条数少于设置");
        }
        if (got.contains("")) {
            return text("\"id\" is not put into the objects of the history", "历史里的对象没有放 \"id\"");
        }
        if (got.equals(wanted.reversed())) {
            return text(
                    "newest first is for the page; what is read from the front must be the oldest",
                    "“最新的在前”是页面的事；这里最前面的应是最旧的");
        }
        if (got.equals(wanted.stream().sorted().toList())) {
            return text(
                    "the ids are sorted as text, where 10 comes before 9; keep the order in which they were given",
                    "按文本给 id 排序，10 就排在了 9 前面；应当保持分配时的顺序");
        }
        return got.stream().sorted().toList().equals(wanted.stream().sorted().toList())
                ? text(
                        "the id is given in one step and the notification put into the history in another: do both under one lock",
                        "分配 id 和放进历史是分两步做的：要在同一把锁里完成")
                : text("the array is an old copy, or some are left out", "数组是旧的副本，或者漏掉了几条");
    }

    private static Fault fault(List<Posted> wanted, int room) {
        return Fault.expected(text(
                        "the last %d, oldest first: %s",
                        "最近的 %d 条，从旧到新：%s",
                        room,
                        ids(wanted.stream().map(Posted::id).toList())))
                .why(text(
                        "the history is the last notifications.history notifications, in the order of the streams",
                        "历史是最近的 notifications.history 条通知，顺序与流相同"));
    }

    /** The first and the last id of a list, for a message. */
    private static Text ids(List<String> ids) {
        return same(
                ids.size() <= 4
                        ? WireText.escape(String.join(", ", ids))
                        : WireText.escape("%s, %s, …, %s".formatted(ids.getFirst(), ids.get(1), ids.getLast())));
    }
}
