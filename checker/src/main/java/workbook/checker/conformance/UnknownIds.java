package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.checker.conformance.ConnectionBudget.Places;
import workbook.checker.probe.Connection;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/** Clients that come back with an id that the server cannot know. */
public final class UnknownIds {

    private static final int LONG = 4000;

    private UnknownIds() {}

    /** @param what the id that was sent, in words */
    public record Asked(Text what, Connection connection) {}

    static List<Asked> watch(Observation seen) {
        seen.requireIds();
        List<Asked> all = new ArrayList<>();
        try {
            askAll(seen, all);
        } catch (NotSeen none) {
            if (all.isEmpty()) {
                throw none;
            }
            // What became of the ids before tells why a server that falls over can be asked no more.
        }
        return List.copyOf(all);
    }

    /** The first that gets no answer is enough: each of them would take the whole wait. */
    private static void askAll(Observation seen, List<Asked> all) {
        for (Id id : ids(seen.plan())) {
            all.add(ask(seen, id.what(), id.bytes()));
            if (all.getLast().connection().exchange().head().isEmpty()) {
                return;
            }
        }
    }

    private record Id(Text what, byte[] bytes) {
        static Id of(Text what, String ascii) {
            return new Id(what, ascii.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static List<Id> ids(Plan plan) {
        List<Id> ids = new ArrayList<>(List.of(
                Id.of(text("an unknown id", "未知的 id"), "no-such-id"),
                Id.of(text("an id of another run", "另一次运行的 id"), "987654321")));
        if (!plan.isGentle()) {
            ids.add(Id.of(text("an id of %d bytes", "%d 字节的 id", LONG), "9".repeat(LONG)));
            ids.add(new Id(text("an id that is not UTF-8", "不是 UTF-8 的 id"), new byte[] {(byte) 0xff, (byte) 0xfe}));
        }
        return ids;
    }

    private static Asked ask(Observation seen, Text what, byte[] id) {
        WireRequest request = seen.plan().endpoint().stream().with("Last-Event-ID", id);
        try (Places place = seen.budget().take(1)) {
            Connection connection = place.open(what, request);
            connection.awaitHead(seen.headLimit());
            seen.awaitItem(connection, Duration.ofSeconds(1));
            return new Asked(what, connection);
        }
    }
}
