package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.file.Path;
import java.util.List;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.Resumption;
import workbook.checker.checks.resume.RetryTime;
import workbook.checker.checks.timing.HeadersAtOnce;
import workbook.checker.grading.Checks;
import workbook.checker.probe.BrokenText;
import workbook.checker.probe.Check;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;
import workbook.checker.redis.InstalledRedis;
import workbook.checker.redis.MemoryRedis;

/** Two nodes on one log, which goes away, comes back, and forgets. */
@Checks
final class SharedLogChecks {

    private static final int CUTS = 100;
    private static final int FEW_CUTS = 40;

    private Cluster cluster;
    private Outage outage;

    @Check(number = 1, en = "A message is accepted", zh = "消息能被接收", clauses = 1)
    void aMessageIsAccepted(Probe probe) {
        for (Node node : cluster(probe).nodes()) {
            node.channel().post("hello");
            node.channel().post("héllo 世界 😀\nsecond line");
            BrokenText.requireRefused(node.probe(), "/messages");
        }
    }

    @Check(number = 2, en = "It opens at once", zh = "立即打开", rule = "HTML 9.2.3", clauses = 2, needs = 1)
    void itOpensAtOnce(Probe probe) {
        for (Node node : cluster(probe).nodes()) {
            Connection stream = node.probe().get("/events");
            Expectations.requireEventStream(node.probe(), stream);
            HeadersAtOnce.require(node.probe(), stream);
            Expectations.requireNotCached(node.probe(), stream);
            RetryTime.require(node.channel(), stream);
        }
    }

    @Check(number = 3, en = "Both nodes, one order", zh = "两个节点，一个顺序", clauses = 3, needs = 2)
    void bothNodesOneOrder(Probe probe) {
        BothNodes.require(cluster(probe));
        probe.show(LogDelay.measure(cluster(probe), text("a Redis in the checker", "检查器里的 Redis")));
    }

    @Check(
            number = 4,
            en = "Resume at the other node",
            zh = "在另一个节点接着发",
            rule = "HTML 9.2.4",
            clauses = {2, 4},
            needs = 3)
    void resumeAtTheOtherNode(Probe probe) {
        SeamAcross.require(cluster(probe), CUTS);
        requireInLowerCase(cluster(probe));
        cluster(probe).nodes().forEach(SharedLogChecks::requireNewWithEmptyId);
    }

    @Check(
            number = 5,
            en = "A node dies",
            zh = "一个节点死掉",
            clauses = {2, 5},
            needs = 4)
    void aNodeDies(Probe probe) {
        NodeDeath.require(cluster(probe));
    }

    @Check(
            number = 6,
            en = "The log is away: streams stay",
            zh = "日志断开：流仍保持",
            clauses = {6, 11},
            needs = 3)
    void theLogIsAwayStreamsStay(Probe probe) {
        outage(probe).requireBeats();
    }

    @Check(
            number = 7,
            en = "The log is away: POST says so",
            zh = "日志断开：POST 如实回答",
            rule = "RFC 9110 15.6.4",
            clauses = 6,
            needs = 6)
    void theLogIsAwayPostSaysSo(Probe probe) {
        outage(probe).requireRefusals();
    }

    @Check(number = 8, en = "The log is back", zh = "日志恢复", clauses = 7, needs = 7)
    void theLogIsBack(Probe probe) {
        outage(probe).requireBack();
    }

    @Check(
            number = 9,
            en = "Another past: one reset",
            zh = "换了一段历史：一次 reset",
            clauses = 8,
            needs = {5, 8})
    void anotherPastOneReset(Probe probe) {
        AnotherPast.require(cluster(probe));
    }

    @Check(number = 10, en = "A handful of connections", zh = "只用少量连接", clauses = 9, needs = 8)
    void aHandfulOfConnections(Probe probe) {
        LogConnections.require(cluster(probe));
    }

    @Check(number = 11, en = "A client that does not read", zh = "停止读取的客户端", clauses = 10, needs = 10)
    void aClientThatDoesNotRead(Probe probe) {
        StuckReader.require(cluster(probe));
    }

    @Check(
            number = 12,
            en = "The log has an end",
            zh = "日志有上限",
            clauses = {4, 12},
            needs = 4)
    void theLogHasAnEnd(Probe probe) {
        BoundedLog.require(cluster(probe));
    }

    @Check(
            number = 13,
            en = "On a real Redis",
            zh = "换成真正的 Redis",
            clauses = {3, 4, 6, 7, 8},
            wholeContract = true,
            needs = {9, 11})
    void onARealRedis(Probe probe) {
        Path program = InstalledRedis.program()
                .orElseThrow(() -> new CheckSkipped(text(
                        "redis-server was not found: install it (apt install redis-server, brew install redis), and the same is looked at there, too",
                        "没有找到 redis-server：装上它（apt install redis-server、brew install redis），同样的检查也会在那里进行")));
        Cluster real = Cluster.start(probe, InstalledRedis.start(program));
        BothNodes.require(real);
        probe.show(LogDelay.measure(real, same("redis-server")));
        SeamAcross.require(real, FEW_CUTS);
        Outage away = Outage.begin(real);
        away.requireBeats();
        away.requireRefusals();
        away.requireBack();
        AnotherPast.require(real);
    }

    /** At a node that has all that is to be sent, so that nothing but the name of the header can be the cause. */
    private static void requireInLowerCase(Cluster cluster) {
        Posted seen = cluster.one().post();
        cluster.post(2);
        cluster.settle();
        Resumption.requireInLowerCase(cluster.two().channel(), seen);
    }

    /** A client without a place of its own: what was posted before it may get as well, but it has missed nothing. */
    private static void requireNewWithEmptyId(Node node) {
        Reader reader = Reader.withEmptyId(node.channel());
        Posted live = node.post();
        reader.await(live, node.probe().answer());
        int before = (int) reader.events().stream()
                .takeWhile(event ->
                        !Delivery.isReset(event) && !event.lastEventId().equals(live.id()))
                .count();
        Delivery.of(reader, reader.now(), List.of(live), node.channel().all()).requireFrom(before);
        reader.leave();
    }

    /** @throws workbook.checker.probe.CheckSkipped if the server cannot be started here, as one behind an address */
    private Cluster cluster(Probe probe) {
        if (cluster == null) {
            cluster = Cluster.start(probe, MemoryRedis.start(0));
        }
        return cluster;
    }

    private Outage outage(Probe probe) {
        if (outage == null) {
            outage = Outage.begin(cluster(probe));
        }
        return outage;
    }
}
