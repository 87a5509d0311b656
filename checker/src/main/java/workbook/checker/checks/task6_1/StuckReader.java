package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/** A client that opens a stream of node 1 and takes nothing from it, while much is posted to both nodes. */
final class StuckReader {

    private static final int MESSAGES = 200;

    /** All messages together are twice what any known kernel keeps for one connection. */
    private static final int CHARACTERS = 48 << 10;

    private final Cluster cluster;
    private final List<Reader> others;

    private StuckReader(Cluster cluster) {
        cluster.leave();
        this.cluster = cluster;
        this.others = cluster.join(1);
    }

    static void require(Cluster cluster) {
        StuckReader stuck = new StuckReader(cluster);
        Reader.joinWithSmallBuffers(cluster.one().channel()).now().stopReading();
        for (int n = 0; n < MESSAGES; n++) {
            stuck.requireNoWait(n);
        }
        cluster.leave();
        cluster.one().post(); // or a node that looks at the last entry again and again would go on reading a long one
    }

    /** The writer has its answer, and the others their message, as if the one that stands still were not there. */
    private void requireNoWait(int n) {
        Node node = cluster.node(n);
        String text = "long " + n + " " + node.probe().word().repeat(CHARACTERS / 8);
        Connection answer = node.channel().send(text);
        if (answer.awaitHead(node.probe().answer()).isEmpty()) {
            throw fault(text("no answer to a POST at node %d", "节点 %d 的一次 POST 没有得到回应", node.number()))
                    .on(answer)
                    .failure();
        }
        Posted message = node.channel().accept(answer, text);
        for (Node of : cluster.nodes()) {
            Reader other = others.get(of.number() - 1);
            if (!other.await(message, of.probe().answer())) {
                throw fault(text(
                                "the reader at node %d did not get message %d",
                                "节点 %d 的读者没有收到第 %d 条消息", of.number(), n + 1))
                        .on(other.now())
                        .failure();
            }
        }
    }

    private static Fault fault(Text received) {
        return Fault.expected(text(
                        "messages go on at both nodes, though one reader of node 1 has stopped reading",
                        "即使节点 1 的一个读者停下不读，两个节点上的消息也照常收发"))
                .received(received)
                .why(text("one slow client must not hold up the writer or the others", "一个慢客户端不能拖住写入方和其他客户端"))
                .likely(text(
                        "the thread that reads the log writes to every client itself: a full socket stops it for all; let each client's own thread write",
                        "读日志的线程亲自向每个客户端写：一个套接字写满，所有人就都停下；应由每个客户端自己的线程来写"));
    }
}
