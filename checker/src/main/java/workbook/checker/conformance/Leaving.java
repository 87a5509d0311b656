package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.probe.Connection;
import workbook.checker.server.ProcessFacts;

/**
 * The sockets of the server's process around some clients that came and left.
 *
 * @param clients how many came and left
 * @param left sockets more than before; empty where the system does not tell
 */
public record Leaving(long pid, int clients, OptionalInt left, Connection first) {

    private static final int CLIENTS = 3;

    /** For three events of a stream that sends each second or so. */
    private static final Duration WRITES = Duration.ofSeconds(10);

    private static final Duration CLOSED = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(100);

    static Leaving watch(Observation seen) {
        long pid = seen.plan()
                .pid()
                .orElseThrow(() -> new NotSeen(
                        text("--pid N lets the probe count the sockets of the server", "用 --pid N 让探测统计服务器的套接字")));
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new NotSeen(
                    text("there is no process %d; --pid is that of the server", "没有进程 %d；--pid 应为服务器的进程号", pid));
        }
        Connection main = seen.stream();
        seen.post();
        // Other rules must not open or close a socket of the server meanwhile.
        try (Places alone = seen.budget().takeAll()) {
            requireWrites(seen, main); // by then the server knows who has left before
            OptionalInt before = ProcessFacts.socketsOf(pid);
            List<Connection> clients = new ArrayList<>();
            for (int i = 1; i <= Math.min(CLIENTS, seen.plan().besideHeld()); i++) {
                clients.add(
                        alone.open(text("a client that leaves %d", "离开的客户端 %d", i), seen.plan().endpoint().stream()));
            }
            clients.forEach(client -> client.awaitHead(seen.scale().limit(Observation.ANSWER)));
            clients.forEach(Connection::reset);
            requireWrites(seen, main);
            OptionalInt after = settled(seen, main, before);
            OptionalInt left = before.isPresent() && after.isPresent()
                    ? OptionalInt.of(after.getAsInt() - before.getAsInt())
                    : OptionalInt.empty();
            return new Leaving(pid, clients.size(), left, clients.getFirst());
        }
    }

    /** Waits until the stream has sent three times more: twice to whoever has left, and once for the answer of the network. */
    private static void requireWrites(Observation seen, Connection main) {
        Observation.requireOpen(main);
        int before = main.items().size();
        long deadline = System.nanoTime() + seen.scale().limit(WRITES).toNanos();
        for (int n = 1; n <= 3; n++) {
            seen.cause();
            int wanted = before + n;
            if (!main.await(
                    () -> main.items().size() >= wanted, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                throw new NotSeen(text(
                        "the stream did not send twice after clients had left: %s",
                        "客户端离开后流没有发送两次：%s", seen.noEvent()));
            }
        }
    }

    /** The sockets when the server has closed those of who left, for which a busy machine may take a moment. */
    private static OptionalInt settled(Observation seen, Connection main, OptionalInt before) {
        long deadline = System.nanoTime() + seen.scale().limit(CLOSED).toNanos();
        OptionalInt now = ProcessFacts.socketsOf(seen.plan().pid().orElseThrow());
        while (before.isPresent()
                && now.isPresent()
                && now.getAsInt() > before.getAsInt()
                && main.end().isEmpty()
                && System.nanoTime() < deadline) {
            main.await(() -> false, LOOK);
            now = ProcessFacts.socketsOf(seen.plan().pid().orElseThrow());
        }
        return now;
    }
}
