package workbook.bench.nodes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import workbook.bench.peers.Place;
import workbook.checker.load.Plan;
import workbook.checker.redis.InstalledRedis;
import workbook.checker.redis.MemoryRedis;
import workbook.checker.redis.RedisClient;
import workbook.checker.redis.RedisEngine;

/** Nodes on one log. */
final class Cluster implements AutoCloseable {

    /** The key at which the solution keeps its log. */
    private static final String KEY = "messages";

    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** How long a load client waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final RedisEngine log;
    private final List<Node> nodes = new ArrayList<>();

    private Cluster(RedisEngine log) {
        this.log = log;
    }

    /**
     * Starts the log and all nodes, and waits until they listen.
     *
     * @param redis the program of a real Redis; empty for the one in this process
     * @param clients how many may come to all nodes together
     */
    static Cluster start(Place place, Optional<Path> redis, int count, int clients) throws IOException {
        Cluster cluster =
                new Cluster(redis.<RedisEngine>map(InstalledRedis::start).orElseGet(() -> MemoryRedis.start(0)));
        try {
            for (int number = 1; number <= count; number++) {
                Node node = new Node(place, number, clients + 100, cluster.log);
                cluster.nodes.add(node);
                node.start();
            }
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw e;
        }
    }

    Node node(int index) {
        return nodes.get(index);
    }

    List<Node> nodes() {
        return nodes;
    }

    /** A run of clients at all nodes, with posts to each. */
    Plan plan(int clients, Plan.Rate rate, Duration time, boolean outages) {
        return plan(nodes, clients, rate, time, outages);
    }

    /** The same, with posts to these nodes only. */
    Plan plan(List<Node> posted, int clients, Plan.Rate rate, Duration time, boolean outages) {
        return new Plan(
                uris(nodes, "/events"),
                uris(posted, "/messages"),
                clients,
                0,
                0,
                0,
                rate,
                time,
                OptionalInt.empty(),
                Plan.EVENT,
                "text/plain; charset=utf-8",
                100,
                List.of(),
                PATIENCE,
                OptionalLong.empty(),
                outages);
    }

    private static List<URI> uris(List<Node> nodes, String path) {
        return nodes.stream().map(node -> node.uri(path)).toList();
    }

    /** Connections of all nodes to the log. */
    int connections() {
        return nodes.stream().mapToInt(node -> node.line().connections()).sum();
    }

    void cutLog() {
        nodes.forEach(node -> node.line().cut());
    }

    void stallLog() {
        nodes.forEach(node -> node.line().holdUp());
    }

    void mendLog() {
        nodes.forEach(node -> node.line().mend());
    }

    /** Takes all entries out of the log: it has another past then. */
    void emptyLog() throws IOException {
        try (RedisClient client = RedisClient.connect(log.port(), ANSWER)) {
            client.command("DEL", KEY);
        }
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        log.close();
    }
}
