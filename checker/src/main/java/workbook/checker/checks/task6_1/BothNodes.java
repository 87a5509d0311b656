package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.DistinctIds;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** What is posted to either node comes to the readers of both, once, in one order and with one id. */
final class BothNodes {

    private static final int IN_TURN = 6;
    private static final int AT_ONCE = 16;

    private static final Text LIKELY = text(
            "a node hands its own messages to its own clients only: POST must write to the log and to nothing else, and every client's messages must come from the log",
            "节点只把自己收到的消息交给自己的客户端：POST 只应写入日志，发给客户端的消息都要从日志里读");

    private static final Text UNREAD = text(
            "nothing gets from the log to any stream: the thread that reads the log was not started, or an exception has ended it; or what is written is never flushed",
            "没有任何内容从日志到达流：读日志的线程没有启动，或者被异常终止了；也可能写出的内容从未 flush");

    private final Cluster cluster;
    private final List<Reader> readers;

    private BothNodes(Cluster cluster) {
        this.cluster = cluster;
        this.readers = cluster.join(2);
    }

    static void require(Cluster cluster) {
        requireRead(cluster);
        BothNodes both = new BothNodes(cluster);
        both.requireInTurn();
        both.requireAtOnce();
    }

    /** The first message comes to a stream of each node, whatever else does. */
    private static void requireRead(Cluster cluster) {
        cluster.settle();
        List<Posted> all = cluster.one().channel().all();
        Posted first = all.getLast();
        boolean unread =
                cluster.watchers().stream().allMatch(reader -> reader.events().isEmpty());
        for (Reader reader : cluster.watchers()) {
            if (!reader.awaitText(first, Duration.ZERO)) {
                new Delivery(reader, reader.now(), List.of(first), all, unread ? UNREAD : LIKELY)
                        .requireFrom(reader.events().size());
            }
        }
    }

    private void requireInTurn() {
        List<Posted> posted = new ArrayList<>(cluster.post(IN_TURN - 1));
        posted.add(cluster.node(IN_TURN - 1).channel().postInTwo());
        for (Reader reader : readers) {
            reader.await(posted.size());
            new Delivery(reader, reader.now(), posted, cluster.one().channel().all(), LIKELY).requireFrom(0);
        }
    }

    /** Which of them comes first is free, but it is the same for everybody. */
    private void requireAtOnce() {
        List<Posted> posted = cluster.one().probe().atOnce(AT_ONCE, n -> {
            Node node = cluster.node(n);
            String text = "at once " + n + " " + node.number();
            return node.channel().accepted(node.channel().send(text), text);
        });
        DistinctIds.require(
                posted,
                readers.getFirst().now(),
                text(
                        "each node counts for itself: take the id that the log gives to the entry",
                        "每个节点各自计数：应使用日志给条目的 id"));
        Reader first = readers.getFirst();
        first.await(IN_TURN + AT_ONCE);
        List<Posted> order = order(first, posted);
        cluster.one().channel().keep(order);
        for (Reader reader : readers) {
            reader.await(IN_TURN + AT_ONCE);
            requireOrder(reader, order);
        }
    }

    /** As the first reader was given them; what it was not given comes behind. */
    private static List<Posted> order(Reader reader, List<Posted> posted) {
        List<Posted> order = new ArrayList<>();
        for (StreamItem.Event event : reader.events()) {
            posted.stream()
                    .filter(message -> message.id().equals(event.lastEventId()) && !order.contains(message))
                    .findFirst()
                    .ifPresent(order::add);
        }
        posted.stream().filter(message -> !order.contains(message)).forEach(order::add);
        return order;
    }

    private void requireOrder(Reader reader, List<Posted> order) {
        List<StreamItem.Event> events = reader.events();
        Set<String> ids = new HashSet<>();
        order.forEach(message -> ids.add(message.id()));
        for (int i = 0; i < order.size() && IN_TURN + i < events.size(); i++) {
            StreamItem.Event event = events.get(IN_TURN + i);
            if (ids.contains(event.lastEventId())
                    && !event.lastEventId().equals(order.get(i).id())) {
                throw Fault.expected(text(
                                "id %s here, as on the first stream of node 1",
                                "这里应为 id %s，与节点 1 的第一个流相同",
                                same(WireText.escape(order.get(i).id()))))
                        .received(text("id %s", "id %s", same(WireText.escape(event.lastEventId()))))
                        .browser(text(
                                "two readers that were cut here come back with the same id, and have seen different messages",
                                "两个读者若在此处断开，会带着同一个 id 回来，看过的消息却不同"))
                        .why(text(
                                "16 messages were posted to both nodes at once; their order is free, but it is one for all readers",
                                "16 条消息同时发给了两个节点；先后不限，但所有读者看到的顺序必须相同"))
                        .likely(text(
                                "a node sends what it was posted at once, and what comes from the log later: send everything as the log has it",
                                "节点先发自己收到的，再发日志里来的：应当全部按日志里的顺序发送"))
                        .at(reader.now(), event.start(), text("another order", "顺序不同"))
                        .failure();
            }
        }
        List<Posted> all = cluster.one().channel().all();
        new Delivery(reader, reader.now(), all.subList(all.size() - IN_TURN - AT_ONCE, all.size()), all, LIKELY)
                .requireFrom(0);
    }
}
