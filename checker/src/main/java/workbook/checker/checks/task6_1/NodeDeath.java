package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.probe.Expectations;
import workbook.checker.text.Text;

/** Node 1 is killed in mid-stream. Node 2 and its readers feel nothing, and node 1 comes back with what the log has. */
final class NodeDeath {

    private static final int MESSAGES = 4;

    private static final Text ELSEWHERE = text(
            "what node 1 was posted lies in node 1 only: a client that comes to node 2 must get it from the log",
            "发给节点 1 的消息只在节点 1 里：客户端来到节点 2，也要能从日志里得到它");

    private static final Text FORGOTTEN = text(
            "what was posted before this process began is not asked for: replay from the log, not from memory",
            "没有去取本进程启动之前的消息：应从日志重放，而不是从内存");

    private final Cluster cluster;
    private final Reader lost;
    private final Reader stays;

    private NodeDeath(Cluster cluster) {
        this.cluster = cluster;
        List<Reader> readers = cluster.join(1);
        this.lost = readers.getFirst();
        this.stays = readers.getLast();
    }

    static void require(Cluster cluster) {
        NodeDeath death = new NodeDeath(cluster);
        List<Posted> before = cluster.post(MESSAGES);
        death.require(death.lost, before, Text.NONE);
        death.require(death.stays, before, Text.NONE);
        cluster.one().probe().kill();
        death.lost.left();
        death.requireNothingFelt(before);
        death.requireElsewhere();
        death.requireAgain();
    }

    private void require(Reader reader, List<Posted> wanted, Text cause) {
        reader.await(wanted.size());
        new Delivery(reader, reader.now(), wanted, cluster.one().channel().all(), cause).requireFrom(0);
    }

    private void requireNothingFelt(List<Posted> before) {
        cluster.two().post(MESSAGES);
        List<Posted> wanted = cluster.two().channel().after(before.getFirst().id());
        stays.await(wanted.size() + 1);
        Expectations.requireOpen(
                stays.now(),
                text("a node that dies takes only its own streams with it", "一个节点死掉，只会断掉它自己的流"),
                text(
                        "node 2 is connected to node 1, or waits for it: the log is all that they share",
                        "节点 2 连着节点 1，或者在等它：两者共用的只应是日志"));
        require(stays, cluster.one().channel().newest(2 * MESSAGES), Text.NONE);
    }

    /** The client of node 1 goes to node 2, with an id that node 1 gave it. */
    private void requireElsewhere() {
        List<Posted> missed = cluster.two().channel().after(lost.lastId());
        lost.comeBackAt(cluster.two().channel());
        require(lost, missed, ELSEWHERE);
        lost.leave();
    }

    private void requireAgain() {
        Node one = cluster.one();
        Posted old = one.channel().newest(2 * MESSAGES).getFirst();
        one.probe().restart();
        cluster.watchAgain(one);
        Reader back = Reader.comeBack(one.channel(), old.id());
        one.post();
        require(back, one.channel().after(old.id()), FORGOTTEN);
        require(stays, one.channel().newest(2 * MESSAGES + 1), Text.NONE);
    }
}
