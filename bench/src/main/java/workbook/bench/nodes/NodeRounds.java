package workbook.bench.nodes;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import workbook.bench.doc.Median;
import workbook.bench.doc.Table;
import workbook.bench.peers.Place;
import workbook.checker.load.LoadFault;
import workbook.checker.load.LoadReport;
import workbook.checker.load.LoadRun;
import workbook.checker.load.Plan;
import workbook.checker.text.Text;

/** One node and two on one log, under the same load, and what the readers of one feel when the other is killed. */
public final class NodeRounds {

    private record Setting(Optional<Path> redis, int nodes, int clients) {

        Text label() {
            Text log = redis.isPresent()
                    ? same("redis-server")
                    : text("jedis-mock, in the load client's process", "jedis-mock，在压测客户端的进程里");
            return nodes == 1 ? text("%s: one node", "%s：一个节点", log) : text("%s: two nodes", "%s：两个节点", log);
        }
    }

    private record Sample(Setting setting, double speed, double p50, double p99, int connections) {}

    private record Death(double quiet, double killed, double back) {}

    /** All sizes get as many deliveries a second where the delay is measured. */
    private static final double DELIVERIES = 20_000;

    private static final int UNDER_WAY = 64;
    private static final int NODES = 2;
    private static final int WITNESSES = 1000;

    private final Place place;
    private final List<Integer> sizes;
    private final Duration time;
    private final List<Optional<Path>> logs;
    private final PrintStream progress;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Death> deaths = new ArrayList<>();

    /**
     * @param time of each scene
     * @param logs programs of a real Redis; empty for the one in this process
     */
    public NodeRounds(
            Place place, List<Integer> sizes, Duration time, List<Optional<Path>> logs, PrintStream progress) {
        this.place = place;
        this.sizes = sizes;
        this.time = time;
        this.logs = logs;
        this.progress = progress;
    }

    public void round() throws IOException, LoadFault, InterruptedException {
        for (Optional<Path> log : logs) {
            for (int nodes = 1; nodes <= NODES; nodes++) {
                for (int clients : sizes) {
                    measure(new Setting(log, nodes, clients));
                }
            }
        }
        deaths.add(die());
        progress.println(deaths.getLast());
    }

    private void measure(Setting setting) throws IOException, LoadFault {
        int clients = setting.clients();
        try (Cluster cluster = Cluster.start(place, setting.redis(), setting.nodes(), 3 * clients)) {
            AtomicInteger connections = new AtomicInteger();
            LoadRun.Watcher count =
                    (connected, posted, deliveries) -> connections.accumulateAndGet(cluster.connections(), Math::max);
            Plan fast = cluster.plan(clients, new Plan.AsTheyArrive(UNDER_WAY), time, false);
            right(new LoadRun(fast, count).run()); // warms up
            LoadReport speed = right(new LoadRun(fast, count).run());
            Plan steady = cluster.plan(clients, new Plan.PerSecond(DELIVERIES / clients), time, false);
            LoadReport delay = right(new LoadRun(steady, count).run());
            Sample sample = new Sample(
                    setting,
                    speed.events().deliveriesPerSecond() / 1000,
                    delay.latency().p50(),
                    delay.latency().p99(),
                    connections.get());
            samples.add(sample);
            progress.println(sample);
        }
    }

    /** Only node 2 is posted to, so that each of its readers gets an event at the same pace with and without node 1. */
    private Death die() throws IOException, LoadFault {
        try (Cluster cluster = Cluster.start(place, Optional.empty(), NODES, 3 * WITNESSES)) {
            Plan plan = cluster.plan(
                    cluster.nodes().subList(1, NODES),
                    WITNESSES,
                    new Plan.PerSecond(DELIVERIES / WITNESSES),
                    time,
                    true);
            right(new LoadRun(plan, (connected, posted, deliveries) -> {}).run()); // warms up
            LoadReport quiet = right(new LoadRun(plan, (connected, posted, deliveries) -> {}).run());
            AtomicBoolean dead = new AtomicBoolean();
            LoadReport killed = right(new LoadRun(plan, (connected, posted, deliveries) -> {
                        if (deliveries > DELIVERIES && dead.compareAndSet(false, true)) {
                            kill(cluster.node(0));
                        }
                    })
                    .run());
            return new Death(
                    gap(quiet),
                    gap(killed),
                    killed.outages().orElseThrow().back().max());
        }
    }

    private static void kill(Node node) {
        try {
            node.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The longest time in which a reader of node 2 got nothing. */
    private static double gap(LoadReport report) {
        return report.nodes().getLast().longestGap().toNanos() / 1e6;
    }

    /** A figure of a run in which something was lost or doubled is no figure. */
    private static LoadReport right(LoadReport report) {
        if (!report.passed() || report.resets() > 0) {
            throw new IllegalStateException("not every client got every event once: " + report.faults());
        }
        return report;
    }

    public Table table() {
        Table table = new Table(
                text("log", "日志"),
                Stream.concat(
                        sizes.stream()
                                .flatMap(clients -> Stream.of(
                                        text("%d clients: thousand deliveries a second", "%d 个客户端：每秒送达（千次）", clients),
                                        text("delay p50, ms", "延迟 p50（毫秒）"),
                                        same("p99"))),
                        Stream.of(text("connections to the log", "到日志的连接数"))));
        for (Optional<Path> log : logs) {
            for (int nodes = 1; nodes <= NODES; nodes++) {
                row(table, log, nodes);
            }
        }
        return table;
    }

    private void row(Table table, Optional<Path> log, int nodes) {
        List<String> cells = new ArrayList<>();
        int connections = 0;
        for (int clients : sizes) {
            Setting setting = new Setting(log, nodes, clients);
            List<Sample> all = samples.stream()
                    .filter(sample -> sample.setting().equals(setting))
                    .toList();
            cells.add(median(all, Sample::speed));
            cells.add(median(all, Sample::p50));
            cells.add(median(all, Sample::p99));
            connections = Math.max(
                    connections,
                    all.stream().mapToInt(Sample::connections).max().orElse(0));
        }
        cells.add(Integer.toString(connections));
        table.row(new Setting(log, nodes, 0).label(), cells.stream());
    }

    private static String median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return Median.of(samples.stream().mapToDouble(figure).toArray()).toString();
    }

    public Text death() {
        return text(
                "Node 1 is killed (SIGKILL) under %d clients at both nodes and %s messages a second, posted to node 2: the"
                        + " longest silence for a reader of node 2 was %s ms, and %s ms in the same run without the kill;"
                        + " the last reader of node 1 had a stream of node 2 after %s ms.",
                "共 %d 个客户端连在两个节点上，每秒向节点 2 发布 %s 条消息，此时杀掉节点 1（SIGKILL）：节点 2 的读者最长静默 %s 毫秒，"
                        + "不杀节点的同样运行中为 %s 毫秒；节点 1 的最后一个读者在 %s 毫秒后连上了节点 2。",
                WITNESSES,
                Median.number(DELIVERIES / WITNESSES),
                of(Death::killed),
                of(Death::quiet),
                of(Death::back));
    }

    private String of(ToDoubleFunction<Death> figure) {
        return Median.of(deaths.stream().mapToDouble(figure).toArray()).toString();
    }
}
