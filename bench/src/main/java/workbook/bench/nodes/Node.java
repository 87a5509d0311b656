package workbook.bench.nodes;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import workbook.bench.peers.Place;
import workbook.checker.redis.RedisEngine;
import workbook.checker.redis.RedisProxy;
import workbook.checker.server.FreePort;
import workbook.checker.server.ProcessTree;

/** The solution of 6.1 in a process of its own, which can be killed and started again, and its line to the log. */
final class Node implements AutoCloseable {

    private static final List<String> SOLUTION = List.of(
            "solutions/6.1-shared-log/target/classes",
            "exercises/target/lib/*",
            "exercises/target/lib/6.1-shared-log/*");

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Place place;
    private final int number;
    private final int places;
    private final RedisProxy line;
    private final int port = FreePort.pick();
    private ProcessTree tree;

    /** @param places how many clients it lets in */
    Node(Place place, int number, int places, RedisEngine log) {
        this.place = place;
        this.number = number;
        this.places = places;
        this.line = RedisProxy.before(log);
    }

    /** Starts it, and waits until it listens. */
    void start() throws IOException {
        File output = place.folder("bench/target/node-" + number + ".log").toFile();
        tree = ProcessTree.start(new ProcessBuilder(place.held(command()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output)));
        if (!tree.awaitPort(port, START)) {
            throw new IOException("node " + number + " does not listen; what it said is in " + output);
        }
    }

    private List<String> command() {
        return place.jvm(
                SOLUTION,
                "-Dserver.port=" + port,
                "-Dserver.max-tcp-connections=" + places,
                "-Dlog.url=" + line.uri(),
                "-Dheartbeat.interval=PT1S",
                "workbook.Main");
    }

    /** Kills it in the midst of what it does (SIGKILL). */
    void kill() throws InterruptedException {
        tree.root().destroyForcibly().waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    RedisProxy line() {
        return line;
    }

    @Override
    public void close() {
        if (tree != null) {
            tree.end(STOP);
        }
        line.close();
    }
}
