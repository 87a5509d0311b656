package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import workbook.checker.conformance.ConnectionBudget.Lease;
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

    static Leaving watch(Observation seen) {
        long pid = seen.plan()
                .pid()
                .orElseThrow(() -> new NotSeen(
                        text("--pid N lets the probe count the sockets of the server", "用 --pid N 让探测统计服务器的套接字")));
        Connection main = seen.stream();
        seen.post();
        int clients = Math.min(CLIENTS, seen.plan().mostAtOnce() - 2);
        ConnectionBudget.Places alone = seen.budget().alone(clients);
        try {
            requireWrites(seen, main); // by then the server knows who has left before
            OptionalInt before = ProcessFacts.socketsOf(pid);
            List<Lease> leases = seen.budget()
                    .openTogether(clients, text("a client that leaves", "离开的客户端"), seen.plan().endpoint().stream());
            leases.forEach(lease -> lease.connection().awaitHead(seen.scale().limit(Observation.ANSWER)));
            leases.forEach(lease -> lease.connection().reset());
            requireWrites(seen, main);
            OptionalInt after = ProcessFacts.socketsOf(pid);
            leases.forEach(Lease::close);
            OptionalInt left = before.isPresent() && after.isPresent()
                    ? OptionalInt.of(after.getAsInt() - before.getAsInt())
                    : OptionalInt.empty();
            return new Leaving(pid, clients, left, leases.getFirst().connection());
        } finally {
            alone.close();
        }
    }

    /** Waits until the stream has sent three times more: twice to whoever has left, and once for the answer of the network. */
    private static void requireWrites(Observation seen, Connection main) {
        int items = main.items().size();
        seen.cause();
        if (!main.await(() -> main.items().size() >= items + 3, seen.scale().limit(Duration.ofSeconds(10)))) {
            throw new NotSeen(text(
                    "the stream did not send twice after clients had left: %s", "客户端离开后流没有发送两次：%s", seen.noEvent()));
        }
    }
}
