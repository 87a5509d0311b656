package workbook.checker.checks.task6_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Probe;
import workbook.checker.redis.RedisClient;
import workbook.checker.redis.RedisEngine;
import workbook.checker.redis.RedisProxy;

/** Two nodes on one log, with a reader at each who stays and sees everything. */
final class Cluster {

    /** Nobody waits long for a heartbeat in checks of something else. */
    private static final Map<String, String> SETTINGS =
            Map.of("heartbeat.interval", "PT0.5S", "replay.retry", "PT0.1S");

    /** The first answer may be to a question of before. */
    private static final int SURE_ANSWERS = 2;

    /** How long to wait for nodes that ask the log now and then. One that waits for an entry does not ask meanwhile. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Probe probe;
    private final RedisEngine engine;
    private final String key;
    private final PatientPosting posting = new PatientPosting(this::isJustBack);
    private final List<Node> nodes = new ArrayList<>();
    private final List<Reader> watchers = new ArrayList<>();

    private Cluster(Probe probe, RedisEngine engine) {
        this.probe = probe;
        this.engine = engine;
        this.key = "checker-" + probe.word();
    }

    /** @param engine ends with the probe */
    static Cluster start(Probe probe, RedisEngine engine) {
        probe.atEnd(engine::close);
        Cluster cluster = new Cluster(probe, engine);
        List<RedisProxy> lines = List.of(cluster.line(), cluster.line());
        List<Probe> servers = probe.atOnce(2, n -> cluster.server(lines.get(n), Map.of()));
        Channel first = new Channel(servers.getFirst(), cluster.posting);
        cluster.nodes.add(new Node(1, lines.getFirst(), first));
        cluster.nodes.add(new Node(2, lines.getLast(), first.at(servers.getLast())));
        return cluster;
    }

    private RedisProxy line() {
        RedisProxy line = RedisProxy.before(engine);
        probe.atEnd(line::close);
        return line;
    }

    private Probe server(RedisProxy line, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("log.url", line.uri().toString());
        settings.put("log.key", key);
        settings.putAll(more);
        return probe.ownServer(settings);
    }

    /** One more node on the same log, which knows nothing of what the log no longer has. */
    Node another() {
        RedisProxy line = line();
        return new Node(3, line, one().channel().at(server(line, Map.of())));
    }

    /** One more node, with more settings, for a log of its own. */
    Probe alone(Map<String, String> settings) {
        return server(line(), settings);
    }

    Node one() {
        return nodes.getFirst();
    }

    Node two() {
        return nodes.getLast();
    }

    List<Node> nodes() {
        return nodes;
    }

    Node node(int n) {
        return nodes.get(n % 2);
    }

    RedisEngine engine() {
        return engine;
    }

    String key() {
        return key;
    }

    /**
     * Waits until both nodes have sent all that was posted: a client that joins a node before that may be sent the end of
     * it, and that is no fault.
     */
    void settle() {
        if (watchers.isEmpty()) {
            nodes.forEach(node -> watchers.add(node.join()));
            one().post();
        }
        Posted last = one().channel().all().getLast();
        watchers.forEach(watcher -> watcher.await(last, probe.answer()));
    }

    /** Who sees everything at each node, since the first message that was waited for. */
    List<Reader> watchers() {
        return watchers;
    }

    /** Closes all streams: each would keep all megabytes of what is to come. */
    void leave() {
        nodes.forEach(node -> node.probe().closeAll());
        watchers.clear();
    }

    /** Every node has its log again, and those who see everything come back where they have lost their stream. */
    void comeBack() {
        mend();
        for (Node node : nodes) {
            Reader watcher = watchers.get(node.number() - 1);
            if (watcher.now().end().isPresent()) {
                watcher.left().comeBackAt(node.channel());
            }
        }
    }

    /** So many readers at each node, the first of node 1 first. */
    List<Reader> join(int each) {
        settle();
        return nodes.stream()
                .flatMap(node -> Stream.generate(node::join).limit(each))
                .toList();
    }

    /** Posts until the log has so many messages, or had them. */
    void fill(int messages) {
        post(Math.max(0, messages - one().channel().all().size()));
    }

    /** Posts to one node and the other in turn. */
    List<Posted> post(int count) {
        for (int n = 0; n < count; n++) {
            node(n).post();
        }
        return one().channel().newest(count);
    }

    /** Whether a node may not have seen yet that it has its log again. */
    private boolean isJustBack(Probe server) {
        return nodes.stream()
                .anyMatch(node -> node.probe() == server && node.line().wasMendedWithin(Returns.limit(server)));
    }

    /** Whether the log has what was accepted and nothing else, as far as messages go that it should have. */
    boolean isAllAccepted() {
        return posting.isAllAccepted();
    }

    void cut() {
        nodes.forEach(node -> node.line().cut());
    }

    void holdUp() {
        nodes.forEach(node -> node.line().holdUp());
    }

    void mend() {
        nodes.forEach(node -> node.line().mend());
    }

    /** Empties the log while it is read, and waits until each node that asks it by itself has seen that. */
    void empty() {
        log("FLUSHALL");
        List<Long> before = nodes.stream().map(node -> node.line().answers()).toList();
        PolledCondition.await(
                () -> nodes.stream()
                        .allMatch(node -> node.line().answers() >= before.get(node.number() - 1) + SURE_ANSWERS),
                LOOK);
    }

    /** Sends a command to the log, past all that stands between it and the nodes. */
    Object log(String... command) {
        try (RedisClient client = RedisClient.connect(engine.port(), probe.answer())) {
            return client.command(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
