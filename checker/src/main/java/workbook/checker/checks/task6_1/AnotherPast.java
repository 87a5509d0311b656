package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.ResetReplay;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Timeline;
import workbook.checker.redis.MemoryRedis;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** The log is emptied, has dropped what a client lacks, or never had its id: whoever cannot be given all is told so, once. */
final class AnotherPast {

    private static final int MESSAGES = 3;
    private static final int KEPT = 2;
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Text WHY =
            text("who cannot be given all that it missed must be told so", "无法补齐错过的消息时，必须告诉客户端");

    private static final Text EMPTIED = text("the log was emptied", "日志被清空了");

    private static final Text ENDED = text(
            "whoever reads the log has ended, perhaps by an exception: an emptied log answers with no entry at all",
            "读日志的线程已经结束，也许是因为异常：日志被清空之后，查询的结果里一条也没有");

    private static final Text UNTOLD = text(
            "the node reads on behind its last id, which the new log has never had: look whether the log still has the entry that you read last. Or the node has seen it, and its open streams are not told",
            "节点从自己最后的 id 之后接着读，而新日志从来没有过它：应先查日志里是否还有你最后读到的那一条。也可能节点发现了，却没有告诉已打开的流");

    private static final Text IN_ORDER = text(
            "ids are only compared: an id of an earlier log that lies between two of this one passes for known. Ask whether this log has an entry with this very id",
            "只比较了 id 的大小：旧日志的 id 若恰好落在新日志的两个 id 之间，就被当成了认识的。应查这个日志里是否真有这个 id 的条目");

    private static final Text UNKNOWN = text(
            "the id is handed to the log to read on behind it, and nobody asks whether the log has it at all",
            "直接拿这个 id 让日志从它之后读，却没有查日志里究竟有没有它");

    private static final Text LENIENT = text(
            "the value is read as far as it looks like an id, and what follows is not looked at: an id is one only as a whole",
            "只读取了这个值中像 id 的那一段，后面的内容没有检查：id 必须整体相符才算数");

    private final Cluster cluster;
    private final List<Reader> readers;

    private AnotherPast(Cluster cluster) {
        this.cluster = cluster;
        this.readers = cluster.join(1);
    }

    static void require(Cluster cluster) {
        AnotherPast past = new AnotherPast(cluster);
        List<Posted> old = List.copyOf(cluster.post(MESSAGES));
        int posted = past.requireTold(past.lose(cluster::empty));
        past.requireReset(cluster.one(), old.getFirst(), posted, EMPTIED, UNKNOWN);
        past.requireReset(cluster.two(), old.getLast(), posted, EMPTIED, UNKNOWN);
        past.requireNoGuess(posted);
        if (cluster.engine() instanceof MemoryRedis) {
            past.requireNotByOrder();
        }
        past.requireTrimmed();
    }

    /** What each stream brought before the log was lost, and what was posted to the new one. */
    private record Loss(List<Integer> seen, List<Posted> known, List<Posted> posted) {}

    /** The log loses all that it had in one way or another, and is posted to. */
    private Loss lose(Runnable way) {
        cluster.settle();
        List<Posted> known = cluster.one().channel().all();
        readers.forEach(
                reader -> reader.await(known.getLast(), cluster.one().probe().answer()));
        List<Integer> seen =
                readers.stream().map(reader -> reader.events().size()).toList();
        way.run();
        Returns returns = new Returns();
        returns.postWhenBack(cluster.two());
        setBehind(Duration.ZERO);
        returns.postWhenBack(cluster.one());
        return new Loss(seen, known, returns.arrange(cluster.one(), readers, seen.getLast()));
    }

    /** The log is away, and comes back empty, with a clock that is behind at first. */
    private void comeBackEmpty() {
        cluster.cut();
        cluster.log("FLUSHALL");
        setBehind(HOUR);
        cluster.mend();
    }

    private void setBehind(Duration behind) {
        if (cluster.engine() instanceof MemoryRedis redis) {
            redis.setBehind(behind);
        }
    }

    /** Returns how many messages the log has now, at least. */
    private int requireTold(Loss loss) {
        requireFreshIds(loss);
        for (int i = 0; i < readers.size(); i++) {
            requireOneReset(readers.get(i), loss.seen().get(i), loss.posted());
        }
        return loss.posted().size();
    }

    private void requireOneReset(Reader reader, int seen, List<Posted> posted) {
        List<StreamItem.Event> events = reader.events();
        if (events.size() <= seen || !Delivery.isReset(events.get(seen))) {
            throw fault(reader, seen, text("expected a reset here", "这里应为 reset"))
                    .received(
                            events.size() <= seen
                                    ? text("no event", "没有事件")
                                    : text("a message, and no reset before it", "一条消息，之前没有 reset"))
                    .browser(text("the page believes that nothing was missed: a silent gap", "页面以为什么都没错过：这是一个无声的缺口"))
                    .likely(events.size() <= seen ? ENDED : UNTOLD)
                    .failure();
        }
        String before = seen == 0 ? "" : events.get(seen - 1).lastEventId();
        if (!events.get(seen).lastEventId().equals(before)) {
            throw fault(reader, seen, text("it has an id", "它带了 id"))
                    .received(text(
                            "a reset with id %s",
                            "reset 带有 id %s",
                            same(WireText.escape(events.get(seen).lastEventId()))))
                    .browser(text(
                            "a client that is cut here comes back with that id, and skips what it has not seen",
                            "客户端若在此处断开，会带着这个 id 回来，从而跳过没看到的消息"))
                    .likely(text(
                            "reset is sent through the same code as a message; leave its id out",
                            "reset 走了与消息相同的代码；去掉它的 id"))
                    .failure();
        }
        new Delivery(reader, reader.now(), posted, cluster.one().channel().all(), Text.NONE).requireFrom(seen + 1);
        requireOldest(reader, seen, posted.getFirst().id());
    }

    /** The log was empty when the reset was made, or had its first message. */
    private void requireOldest(Reader reader, int seen, String first) {
        String data = reader.events().get(seen).data();
        Optional<JsonNode> oldest = ResetReplay.oldest(data);
        if (oldest.filter(said -> said.isNull() || said.asText().equals(first)).isEmpty()) {
            throw fault(reader, seen, text("\"oldest\" does not fit", "\"oldest\" 不符"))
                    .received(same("\"" + WireText.escape(data) + "\""))
                    .browser(text("the page cannot tell from where on its list is whole", "页面不知道自己的列表从哪里开始才完整"))
                    .likely(text(
                            "the data must be %s: the id that comes next, null while the log is empty",
                            "data 应为 %s：紧接着到来的 id；日志为空时是 null",
                            same("{\"oldest\": \"" + WireText.escape(first) + "\"}")))
                    .failure();
        }
    }

    private static Fault fault(Reader reader, int at, Text note) {
        return Fault.expected(text(
                        "an event \"reset\" with data %s on every open stream, because %s",
                        "每个打开的流上都有一个类型为 \"reset\" 的事件，data 为 %s，因为%s", same("{\"oldest\": …}"), EMPTIED))
                .why(WHY)
                .on(new Timeline(reader.connections(), reader.now(), at, note));
    }

    /** An id that two messages had says nothing of what a client has seen. */
    private void requireFreshIds(Loss loss) {
        Set<String> old = loss.known().stream().map(Posted::id).collect(Collectors.toSet());
        for (Posted message : loss.posted()) {
            if (old.contains(message.id())) {
                throw Fault.expected(text("ids that no message had before", "之前没有消息用过的 id"))
                        .received(text(
                                "id %s for a second message, after the log was emptied",
                                "日志被清空之后，id %s 又给了另一条消息", same(WireText.escape(message.id()))))
                        .browser(text(
                                "comes back with an old id and gets what follows a new one: a silent gap",
                                "带着旧 id 回来，得到的却是新 id 之后的消息：一个无声的缺口"))
                        .why(WHY)
                        .likely(text(
                                "ids are counted in the log, and the count was lost with it: use the ids that the log gives to its entries, or a random part that is made with each log",
                                "id 是在日志里计数的，计数随日志一起丢了：应使用日志给条目的 id，或加上随每个日志生成的随机部分"))
                        .failure();
            }
        }
    }

    private void requireReset(Node node, Posted seen, int kept, Text cause, Text likely) {
        ResetReplay.open(node.channel(), seen.id(), cause, likely).requireReset(kept);
    }

    /** What never was an id, and what only begins like one. */
    private void requireNoGuess(int kept) {
        Text cause = text("no message has this id", "没有消息用过这个 id");
        ResetReplay.open(cluster.one().channel(), "not-an-id", cause).requireReset(kept);
        ResetReplay.open(cluster.two().channel(), "-1", cause).requireReset(kept);
        Posted known = cluster.one().channel().all().getLast();
        ResetReplay.open(cluster.one().channel(), known.id() + "x", cause, LENIENT)
                .requireReset(kept);
    }

    /** The new log has an id on either side of the old one, as when its clock is behind that of the old one. */
    private void requireNotByOrder() {
        cluster.settle();
        Posted seen = cluster.one().channel().all().getLast();
        int posted = requireTold(lose(this::comeBackEmpty));
        Text cause = text(
                "the log came back empty, and its ids lie on both sides of this one, but it has no entry of this id",
                "日志恢复时是空的；它的 id 分布在这个 id 的两侧，但它没有这个 id 的条目");
        requireReset(cluster.one(), seen, posted, cause, IN_ORDER);
        requireReset(cluster.two(), seen, posted, cause, IN_ORDER);
    }

    /** Somebody drops entries. Streams that have them feel nothing, and a node that never had them says so. */
    private void requireTrimmed() {
        List<Posted> posted = List.copyOf(cluster.post(MESSAGES + KEPT));
        cluster.settle();
        List<Integer> seen = readers.stream()
                .map(reader -> {
                    reader.await(posted.getLast(), cluster.one().probe().answer());
                    return reader.events().size();
                })
                .toList();
        cluster.log("XTRIM", cluster.key(), "MAXLEN", Integer.toString(KEPT));
        List<Posted> after = List.copyOf(cluster.post(2));
        for (int i = 0; i < readers.size(); i++) {
            Reader reader = readers.get(i);
            reader.await(seen.get(i) + after.size());
            new Delivery(reader, reader.now(), after, cluster.one().channel().all(), Text.NONE)
                    .requireFrom(seen.get(i));
        }
        Text cause = text("the log has dropped what follows this id", "日志已经丢弃了这个 id 之后的消息");
        int kept = cluster.isAllAccepted() ? KEPT : 0; // else what is kept may be what was refused
        requireReset(cluster.another(), posted.getFirst(), kept + after.size(), cause, UNKNOWN);
    }
}
