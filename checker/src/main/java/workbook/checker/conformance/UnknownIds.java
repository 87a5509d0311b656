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

    private static void askAll(Observation seen, List<Asked> all) {
        all.add(ask(seen, text("an unknown id", "未知的 id"), "no-such-id".getBytes(StandardCharsets.US_ASCII)));
        all.add(ask(seen, text("an id of another run", "另一次运行的 id"), "987654321".getBytes(StandardCharsets.US_ASCII)));
        if (!seen.plan().isGentle()) {
            all.add(ask(
                    seen,
                    text("an id of %d bytes", "%d 字节的 id", LONG),
                    "9".repeat(LONG).getBytes(StandardCharsets.US_ASCII)));
            all.add(ask(seen, text("an id that is not UTF-8", "不是 UTF-8 的 id"), new byte[] {(byte) 0xff, (byte) 0xfe}));
        }
    }

    private static Asked ask(Observation seen, Text what, byte[] id) {
        WireRequest request = seen.plan().endpoint().stream().with("Last-Event-ID", id);
        try (Places place = seen.budget().take(1)) {
            Connection connection = place.open(what, request);
            connection.awaitHead(seen.scale().limit(Observation.ANSWER));
            seen.awaitItem(connection, Duration.ofSeconds(1));
            return new Asked(what, connection);
        }
    }
}
