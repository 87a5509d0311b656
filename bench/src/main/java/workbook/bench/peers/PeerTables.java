package workbook.bench.peers;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import workbook.bench.doc.Median;
import workbook.bench.doc.Table;
import workbook.checker.text.Text;

/** The samples as tables, with a row for each peer. */
public final class PeerTables {

    /** The sign after a figure that says more about the load client than about the server. */
    private static final String CLIENT = " \\*";

    private static final double THOUSAND = 1000;

    private final List<Peer> peers;
    private final Samples samples;
    private final Scenes scenes;

    public PeerTables(List<Peer> peers, Samples samples, Scenes scenes) {
        this.peers = peers;
        this.samples = samples;
        this.scenes = scenes;
    }

    /** Thousands of deliveries a second. */
    public Table speed() {
        return broadcast((peer, scene) -> {
            Median median = samples.median(peer, scene, sample -> thousands(Samples.speed(sample)));
            return samples.clientIsTheLimit(peer, scene) ? median + CLIENT : median.toString();
        });
    }

    /** Deliveries as a share of those of the limit in the same round. */
    public Table ratio() {
        return broadcast(
                (peer, scene) -> samples.ratio(peer, Peers.LIMIT, scene).toString());
    }

    /** Microseconds of the server's processor time for one delivery. */
    public Table cpu() {
        return broadcast(
                (peer, scene) -> samples.median(peer, scene, Samples::cpu).toString());
    }

    private Table broadcast(BiFunction<String, String, String> cell) {
        List<String> keys = Stream.of(Scenes.LOCK, Scenes.PIPE)
                .flatMap(mode -> scenes.sizes().stream().map(size -> mode + size))
                .toList();
        return table(keys.stream().map(Text::same), peer -> keys.stream().map(key -> cell.apply(peer, key)));
    }

    /** Milliseconds since the moment at which an event was due. */
    public Table latency() {
        return table(
                Stream.of(
                        text("1000 clients, 20/s: p50", "1000 个客户端，20/s：p50"),
                        same("p99"),
                        text("10 000 clients, 5/s: p50", "10 000 个客户端，5/s：p50"),
                        same("p99")),
                peer -> Stream.of(Scenes.RATE_1000, Scenes.RATE_10000)
                        .flatMap(scene -> Stream.of(cell(peer, scene, Samples::p50), cell(peer, scene, Samples::p99))));
    }

    /** The p99 of the clients that stay and read. */
    public Table others() {
        return table(
                Stream.of(
                        text("all read", "全部正常读取"),
                        text("100 leave and come back each second", "每秒 100 个断开重连"),
                        text("all read, 8 KiB", "全部正常读取，8 KiB"),
                        text("one has stopped reading", "其中一个停止读取")),
                peer -> Stream.of(Scenes.RATE_1000, Scenes.STORM, Scenes.CALM, Scenes.STOPPED)
                        .map(scene -> cell(peer, scene, Samples::p99)));
    }

    public Table connections() {
        String warm = Scenes.LOCK + scenes.most();
        return table(
                Stream.of(
                        text("KiB per connection", "每个连接 KiB"),
                        text("all connected, cold: s", "全部连上，冷启动：s"),
                        text("warm: s", "预热后：s")),
                peer -> Stream.of(
                        cell(peer, Scenes.HELD, Samples::kibibytes),
                        cell(peer, Scenes.HELD, Samples::seconds),
                        cell(peer, warm, Samples::seconds)));
    }

    private String cell(String peer, String scene, Function<Sample, OptionalDouble> figure) {
        return samples.median(peer, scene, figure).toString();
    }

    private Table table(Stream<Text> columns, Function<String, Stream<String>> cells) {
        Table table = new Table(text("server", "服务器"), columns);
        peers.forEach(peer -> table.row(peer.label(), cells.apply(peer.key())));
        return table;
    }

    private static OptionalDouble thousands(OptionalDouble figure) {
        return figure.isPresent() ? OptionalDouble.of(figure.getAsDouble() / THOUSAND) : figure;
    }

    /** Runs that are left out of all tables, because a client did not get everything once and in order. */
    public List<Text> uncounted() {
        List<Text> all = new ArrayList<>();
        for (Sample sample : samples.uncounted()) {
            Text why = sample.report().faults().stream()
                    .findFirst()
                    .map(fault -> text(
                            "%d times %s, first: %s", "%d 次 %s，首例：%s", fault.count(), fault.kind(), fault.example()))
                    .orElse(text("it took too long", "用时过长"));
            all.add(text(
                    "%s, %s, round %d: %s", "%s，%s，第 %d 轮：%s", sample.peer(), sample.scene(), sample.round(), why));
        }
        samples.broken()
                .forEach(one -> all.add(text(
                        "%s, round %d, ended early: %s", "%s，第 %d 轮，提前结束：%s", one.peer(), one.round(), one.why())));
        return all.isEmpty() ? List.of(text("none", "无")) : all;
    }
}
