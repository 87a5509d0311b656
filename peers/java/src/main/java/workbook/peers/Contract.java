package workbook.peers;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** What the contracts of the tasks share, whichever library sends the events. */
final class Contract {

    static final int PORT = Integer.parseInt(setting("PORT", "8080"));
    static final String HOST = "127.0.0.1";

    static final Duration CLOCK_INTERVAL = duration("CLOCK_INTERVAL", "PT1S");
    static final int CLOCK_EVENTS = (int) duration("CLOCK_DURATION", "PT10S").dividedBy(CLOCK_INTERVAL);

    static final Duration FEED_INTERVAL = duration("FEED_INTERVAL", "PT1S");
    private static final List<String> ITEMS =
            List.of("A new order has come in", "Stock is low", "您的包裹已送达", "Done");

    static final Duration HEARTBEAT = duration("HEARTBEAT_INTERVAL", "PT15S");
    static final int PLACES = Integer.parseInt(setting("BROADCAST_MAX_CLIENTS", "10000"));
    static final int QUEUE = Integer.parseInt(setting("BROADCAST_QUEUE", "256"));
    static final String RETRY_AFTER =
            String.valueOf(Math.max(1, HEARTBEAT.multipliedBy(2).plusMillis(999).toSeconds()));

    private Contract() {}

    private static String setting(String name, String usual) {
        return System.getenv().getOrDefault(name, usual);
    }

    private static Duration duration(String name, String usual) {
        return Duration.parse(setting(name, usual));
    }

    /** The text of a body; empty where it is not UTF-8, which an event stream cannot carry. */
    static Optional<String> text(byte[] body) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static String time() {
        return Instant.now().toString();
    }

    static String feedType(int n) {
        return n % 2 == 0 ? "notification" : "update";
    }

    static String feedData(int n) {
        return "{\"n\": %d, \"text\": \"%s\"}".formatted(n + 1, ITEMS.get(n % ITEMS.size()));
    }

    /** Calls at every interval, the first time at once, until a call throws or there have been enough. */
    static void ticks(Duration interval, int count, IntConsumer tick) {
        long begun = System.nanoTime();
        for (int n = 0; n < count; n++) {
            LockSupport.parkNanos(begun + n * interval.toNanos() - System.nanoTime());
            tick.accept(n);
        }
    }
}
