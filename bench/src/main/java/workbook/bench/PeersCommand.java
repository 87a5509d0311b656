package workbook.bench;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import workbook.bench.doc.Machine;
import workbook.bench.peers.Peer;
import workbook.bench.peers.PeerTables;
import workbook.bench.peers.Peers;
import workbook.bench.peers.Place;
import workbook.bench.peers.Rounds;
import workbook.bench.peers.Samples;
import workbook.bench.peers.Scenes;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/** Compares the broadcast of 3.3 with other servers. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Broadcast by the contract of 3.3: the solution beside servers of other people.")
final class PeersCommand implements Callable<Integer> {

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "rounds over all servers (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "for each of the scenes of a round (${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            defaultValue = "100,1000,10000",
            description = "numbers of clients (${DEFAULT-VALUE})")
    private Set<Integer> sizes;

    @Option(names = "--peers", paramLabel = "NAME", split = ",", description = "only these servers, and the limit")
    private List<String> only;

    @Option(names = "--quick", description = "one round of one second each, up to 1000 clients: shows that all works")
    private boolean quick;

    @Option(names = "--print", description = "print the tables only, and leave the documents as they are")
    private boolean print;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (quick) {
            rounds = 1;
            seconds = 1;
            sizes.removeIf(size -> size > 1000);
        }
        Path workbook = Home.find().root();
        Place place = Place.of(workbook, Optional.ofNullable(System.getProperty("bench.server.core")));
        Scenes scenes = new Scenes(List.copyOf(new TreeSet<>(sizes)), Duration.ofMillis(Math.round(1000 * seconds)));
        requirePossible(scenes);
        List<Peer> chosen = chosen(new Peers(place).all());
        List<Peer> here =
                chosen.stream().filter(peer -> peer.missing().isEmpty()).toList();
        Optional<String> load = Machine.load();
        System.err.printf(
                "%d servers, %d rounds, about %d minutes%n", here.size(), rounds, minutes(here.size(), scenes));
        Samples samples = new Rounds(place, scenes, System.err).run(here, rounds);
        Report report = new Report(workbook, print);
        report.put("setting", List.of(setting(place, load)));
        report.put("skipped", skipped(chosen));
        report.put(new PeerTables(here, samples, scenes));
        return 0;
    }

    private void requirePossible(Scenes scenes) {
        if (rounds < 1 || seconds < 0.1 || sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
            throw new BenchFault("Wanted: at least one round, 0.1 seconds and one client.");
        }
        OpenFiles.require(scenes.most(), 1);
    }

    private List<Peer> chosen(List<Peer> all) {
        if (only == null) {
            return all;
        }
        Set<String> names = all.stream().map(Peer::key).collect(Collectors.toCollection(TreeSet::new));
        if (!names.containsAll(only)) {
            throw new BenchFault("--peers %s: there are %s".formatted(String.join(",", only), String.join(",", names)));
        }
        return all.stream()
                .filter(peer -> only.contains(peer.key()) || peer.key().equals(Peers.LIMIT))
                .toList();
    }

    /**
     * Estimates the minutes of a run. Connecting, starting and settling take about as long again as two and a half
     * scenes.
     */
    private long minutes(int servers, Scenes scenes) {
        double each = (scenes.measured().size() + 2) * seconds + 0.002 * scenes.most();
        return Math.max(1, Math.round(rounds * servers * each / 60));
    }

    private Text setting(Place place, Optional<String> load) {
        String words = "bench/run "
                + String.join(" ", command.commandLine().getParseResult().originalArgs());
        Text held = place.core().isPresent()
                ? text("server on one core, load client on another", "服务器固定在一个核心上，压测客户端固定在另一个上")
                : text("server and load client share all cores", "服务器和压测客户端共用所有核心");
        return text(
                "`%s`: %s; %s; JVMs with `%s`. Rounds: %d. Load average before: %s.",
                "`%s`：%s；%s；JVM 参数 `%s`。轮数：%d。运行前的平均负载：%s。",
                words,
                Machine.words(
                        Integer.getInteger("bench.cores", Runtime.getRuntime().availableProcessors())),
                held,
                String.join(" ", Place.JVM),
                rounds,
                load.orElse("?"));
    }

    private static List<Text> skipped(List<Peer> chosen) {
        return chosen.stream()
                .flatMap(peer ->
                        peer
                                .missing()
                                .map(why -> text("Not measured: %s. %s.", "未测：%s。%s。", peer.label(), why))
                                .stream())
                .toList();
    }
}
