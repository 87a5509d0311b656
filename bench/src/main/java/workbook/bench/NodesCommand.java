package workbook.bench;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import workbook.bench.doc.Machine;
import workbook.bench.nodes.NodeRounds;
import workbook.bench.peers.Place;
import workbook.checker.load.LoadFault;
import workbook.checker.redis.InstalledRedis;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/** Compares one node of 6.1 with two. */
@Command(
        name = "nodes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "One node of the solution of 6.1 and two, on the Redis of this process and on redis-server.")
final class NodesCommand implements Callable<Integer> {

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "rounds (${DEFAULT-VALUE})")
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
            defaultValue = "1000,5000",
            description = "numbers of clients (${DEFAULT-VALUE})")
    private Set<Integer> sizes;

    @Option(names = "--print", description = "print the tables only, and leave the documents as they are")
    private boolean print;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, LoadFault, InterruptedException {
        requirePossible();
        Path workbook = Home.find().root();
        Place place = Place.of(workbook, Optional.ofNullable(System.getProperty("bench.server.core")));
        List<Optional<Path>> logs = new ArrayList<>(List.of(Optional.empty()));
        InstalledRedis.program().ifPresent(program -> logs.add(Optional.of(program)));
        Optional<String> load = Machine.load();
        NodeRounds measured = new NodeRounds(
                place,
                List.copyOf(new TreeSet<>(sizes)),
                Duration.ofMillis(Math.round(1000 * seconds)),
                logs,
                System.err);
        for (int round = 0; round < rounds; round++) {
            measured.round();
        }
        Report report = new Report(workbook, print);
        report.put("nodes setting", List.of(setting(place, load)));
        report.put("nodes", measured.table());
        report.put("node death", List.of(measured.death()));
        return 0;
    }

    private void requirePossible() {
        if (rounds < 1 || seconds < 1 || sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 2)) {
            throw new BenchFault("Wanted: at least one round, one second and two clients.");
        }
        OpenFiles.require(Collections.max(sizes), 3);
    }

    private Text setting(Place place, Optional<String> load) {
        String words = "bench/run "
                + String.join(" ", command.commandLine().getParseResult().originalArgs());
        Text held = place.core().isPresent()
                ? text("all nodes on one core, load client and log on another", "所有节点固定在一个核心上，压测客户端和日志在另一个上")
                : text("nodes, log and load client share all cores", "节点、日志和压测客户端共用所有核心");
        return text(
                "`%s`, %s: %s; %s; JVMs with `%s`. Rounds: %d. Load average before: %s.",
                "`%s`，%s：%s；%s；JVM 参数 `%s`。轮数：%d。运行前的平均负载：%s。",
                words,
                LocalDate.now(),
                Machine.words(
                        Integer.getInteger("bench.cores", Runtime.getRuntime().availableProcessors())),
                held,
                String.join(" ", Place.JVM),
                rounds,
                load.orElse("?"));
    }
}
