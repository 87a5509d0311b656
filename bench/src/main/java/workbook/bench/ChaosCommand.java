package workbook.bench;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.bench.doc.Machine;
import workbook.bench.nodes.Chaos;
import workbook.bench.nodes.Chaos.Trouble;
import workbook.bench.peers.Place;
import workbook.checker.load.LoadFault;
import workbook.checker.load.LoadReport;
import workbook.checker.load.LoadText;
import workbook.checker.load.StreamFault;
import workbook.checker.redis.InstalledRedis;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/** Lets things go wrong at two nodes of 6.1 under load. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Two nodes of the solution of 6.1 under load, while nodes are killed, clients are cut off, and the log"
                        + " refuses, is silent or is emptied. Every client must have every message that was accepted, once and in"
                        + " order, or be told that it does not.")
final class ChaosCommand implements Callable<Integer> {

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "2", description = "how long (${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "500",
            description = "at each node at first (${DEFAULT-VALUE})")
    private int clients;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "messages a second to each node (${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "from one trouble to the next (${DEFAULT-VALUE})")
    private double every;

    @Option(names = "--empty", description = "empty the log now and then, too; then there must be resets")
    private boolean empty;

    @Option(
            names = "--redis",
            description = "with the redis-server of this machine instead of the Redis in this process")
    private boolean redis;

    @Option(names = "--seed", paramLabel = "N", description = "choose the troubles as an earlier run did")
    private Long seed;

    @Option(names = "--print", description = "leave the documents as they are")
    private boolean print;

    @Override
    public Integer call() throws IOException, InterruptedException, LoadFault {
        requirePossible();
        Optional<Path> program = redis ? InstalledRedis.program() : Optional.empty();
        if (redis && program.isEmpty()) {
            throw new BenchFault("--redis: there is no redis-server. Install it, or leave the option out.");
        }
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        System.err.printf("--seed %d%n", chosen);
        Path workbook = Home.find().root();
        Chaos.Result result = new Chaos(
                        Place.of(workbook, Optional.empty()),
                        System.err,
                        clients,
                        rate,
                        Duration.ofMillis(Math.round(minutes * 60_000)),
                        Duration.ofMillis(Math.round(every * 1000)),
                        troubles(),
                        chosen)
                .run(program);
        System.out.print(LoadText.write(result.report(), Language.EN));
        new Report(workbook, print).put(empty ? "chaos with resets" : "chaos", List.of(words(result, chosen)));
        return result.passed() ? 0 : 1;
    }

    private void requirePossible() {
        if (minutes * 60 < 3 * every || minutes > 120 || every < 5 || clients < 1 || clients > 5000 || rate <= 0) {
            throw new BenchFault("Wanted: --every of 5 at least, --minutes of three times that and 120 at most,"
                    + " --clients from 1 to 5000, --rate above 0.");
        }
    }

    private List<Trouble> troubles() {
        List<Trouble> all = new ArrayList<>(List.of(Trouble.values()));
        if (!empty) {
            all.remove(Trouble.EMPTY_LOG);
        }
        return all;
    }

    private Text words(Chaos.Result result, long chosen) {
        LoadReport report = result.report();
        return text(
                "`bench/run chaos --minutes %s%s%s --seed %d`, %s, %s: %d messages accepted, %d deliveries; a node killed %d"
                        + " times, clients cut off %d times, the log cut %d times, silent %d times, emptied %d times;"
                        + " streams lost and found again %d, lost %d, doubled %d, out of order %d, resets %d.",
                "`bench/run chaos --minutes %s%s%s --seed %d`，%s，%s：接受 %d 条消息，送达 %d 次；杀掉节点 %d 次，断开客户端 %d 次，日志断开 %d"
                        + " 次、无响应 %d 次、清空 %d 次；流断开后重连 %d 次，丢失 %d，重复 %d，乱序 %d，reset %d。",
                minutes == Math.rint(minutes) ? Long.toString(Math.round(minutes)) : Double.toString(minutes),
                empty ? " --empty" : "",
                redis ? " --redis" : "",
                chosen,
                LocalDate.now(),
                Machine.words(Runtime.getRuntime().availableProcessors()),
                report.events().posted(),
                report.events().deliveries(),
                result.count(Trouble.KILL_NODE),
                result.count(Trouble.CUT_CLIENTS),
                result.count(Trouble.CUT_LOG),
                result.count(Trouble.STALL_LOG),
                result.count(Trouble.EMPTY_LOG),
                report.outages().orElseThrow().returns(),
                report.count(StreamFault.Kind.EVENTS_LOST) + report.count(StreamFault.Kind.CLIENTS_STALLED),
                report.count(StreamFault.Kind.EVENTS_DOUBLED),
                report.count(StreamFault.Kind.EVENTS_OUT_OF_ORDER),
                report.resets());
    }
}
