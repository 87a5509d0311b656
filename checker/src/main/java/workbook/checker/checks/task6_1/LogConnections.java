package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.probe.Fault;

/** How many connections a node has to the log, with few clients and with many: counted on the line between them. */
final class LogConnections {

    private static final int FEW = 3;
    private static final int MANY = 30;
    private static final int MOST = 10;

    private LogConnections() {}

    static void require(Cluster cluster) {
        cluster.leave();
        List<Integer> few = count(cluster, FEW);
        List<Integer> many = count(cluster, MANY);
        for (Node node : cluster.nodes()) {
            int open = many.get(node.number() - 1);
            if (open > MOST) {
                throw Fault.expected(text(
                                "at most %d connections from a node to the log, however many clients it has",
                                "一个节点到日志最多 %d 个连接，无论有多少客户端", MOST))
                        .received(text(
                                "%d connections of node %d when %d clients had joined it, %d with %d more",
                                "节点 %2$d 来了 %3$d 个客户端时有 %1$d 个连接，又来 %5$d 个之后有 %4$d 个",
                                few.get(node.number() - 1),
                                node.number(),
                                FEW,
                                open,
                                MANY))
                        .why(text(
                                "a log carries some thousand connections, and is shared by all nodes: ten thousand clients would be its end",
                                "一个日志只能承受几千个连接，而且由所有节点共用：一万个客户端就会压垮它"))
                        .likely(text(
                                "each stream blocks in an XREAD of its own, or subscribes for itself: let one thread read the log for all clients of the node",
                                "每个流都各自阻塞在 XREAD 上，或各自订阅：应由一个线程替本节点的所有客户端读日志"))
                        .failure();
            }
        }
    }

    /** The connections of each node when so many readers more have joined it and got a message. */
    private static List<Integer> count(Cluster cluster, int readers) {
        List<Reader> all = cluster.join(readers);
        Posted last = cluster.post(2).getLast();
        all.forEach(reader -> reader.await(last, cluster.one().probe().answer()));
        return cluster.nodes().stream().map(node -> node.line().connections()).toList();
    }
}
