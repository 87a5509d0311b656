package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.probe.Connection;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * A writer at each node who posts without pause, and a client that is cut at one node and comes back at the other, again
 * and again. Put end to end, its connections must have brought what a reader got who stayed.
 */
final class SeamAcross {

    /** Both writers together stay below the capacity: what the log drops would be no fault of the seam. */
    private static final int MOST = 400;

    private static final Text LIKELY = text(
            "the live part does not begin where the replay ended: ask the log for what comes behind one id, and then again behind the last that you sent, and never for what is new",
            "实时部分没有从重放结束的地方开始：应向日志要某个 id 之后的内容，再要刚发出的最后一个之后的内容，永远不要只要“新的”");

    private static final Text UNKNOWN = text(
            "the id is so new that this node has not read it from the log yet, and so it was taken for one of another log: look into the log before you say so",
            "这个 id 太新，本节点还没从日志里读到它，就被当成了别的日志的 id：下结论之前先去日志里查");

    private final Cluster cluster;
    private final Reader stays;
    private final Reader hops;
    private final Map<String, Posted> accepted = new ConcurrentHashMap<>();
    private final AtomicBoolean done = new AtomicBoolean();

    private SeamAcross(Cluster cluster) {
        this.cluster = cluster;
        List<Reader> readers = cluster.join(1);
        this.stays = readers.getFirst();
        this.hops = readers.getLast();
    }

    static void require(Cluster cluster, int cuts) {
        int before = cluster.one().channel().all().size();
        SeamAcross seam = new SeamAcross(cluster);
        // Without an id a client that is cut has nothing to come back with.
        Delivery.require(cluster.one().channel(), seam.hops, cluster.post(1));
        cluster.one().probe().atOnce(3, n -> n < 2 ? seam.write(cluster.node(n)) : seam.read(cuts));
        seam.order();
        List<Posted> all = cluster.one().channel().all();
        List<Posted> wanted = all.subList(before, all.size());
        seam.hops.await(all.getLast(), cluster.one().probe().answer());
        seam.requireStayed(wanted, all);
        seam.requireWhole(wanted, all);
    }

    private Void write(Node node) {
        try {
            Channel channel = node.channel();
            for (int n = 0; n < MOST && !done.get(); n++) {
                String text = "writer " + node.number() + " message " + n;
                Posted message = channel.accepted(channel.send(text), text);
                accepted.put(message.id(), message);
            }
            return null;
        } finally {
            done.set(true);
        }
    }

    private Void read(int cuts) {
        try {
            for (int cut = 0; cut < cuts && !done.get(); cut++) {
                int events = cut % 4; // with 0 it is cut in the midst of the replay, or before
                if (!hops.await(events)) {
                    break; // what is missing is named when all is compared
                }
                Reader left = cut % 2 == 0 ? hops.cut() : hops.leave();
                left.comeBackAt(cluster.node(cut).channel());
            }
            return null;
        } finally {
            done.set(true);
        }
    }

    /** What was accepted, in the order in which the one who stayed got it; what he did not get comes behind. */
    private void order() {
        stays.await(accepted.size() + 1);
        List<Posted> order = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (StreamItem.Event event : stays.events()) {
            Posted message = accepted.get(event.lastEventId());
            if (message != null && ids.add(message.id())) {
                order.add(message);
            }
        }
        accepted.values().stream()
                .filter(message -> ids.add(message.id()))
                .sorted((one, other) -> one.text().compareTo(other.text()))
                .forEach(order::add);
        cluster.one().channel().keep(order);
    }

    private void requireStayed(List<Posted> wanted, List<Posted> known) {
        new Delivery(stays, stays.now(), wanted, known, Text.NONE).requireFrom(0);
    }

    private void requireWhole(List<Posted> wanted, List<Posted> known) {
        int due = 0;
        for (Connection connection : hops.connections()) {
            boolean last = connection == hops.now();
            int end = last
                    ? wanted.size()
                    : Math.min(wanted.size(), due + hops.events(connection).size());
            new Delivery(hops, connection, wanted.subList(due, end), known, cause(connection)).requireFrom(0);
            due = end;
        }
    }

    private static Text cause(Connection connection) {
        return connection.events().stream().anyMatch(event -> Delivery.isReset(event.item())) ? UNKNOWN : LIKELY;
    }
}
