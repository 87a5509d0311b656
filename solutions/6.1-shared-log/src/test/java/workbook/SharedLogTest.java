package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.fppt.jedismock.RedisServer;
import com.github.fppt.jedismock.datastructures.Slice;
import com.github.fppt.jedismock.operations.server.MockExecutor;
import com.github.fppt.jedismock.server.ServiceOptions;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

class SharedLogTest {

    /** Another node is faster by a hair: its message comes in between the question and the entry that begins the log. */
    @Test
    void aMessageBeforeTheBeginningOfTheLogIsRead() throws IOException {
        List<Slice> message = Stream.of("messages", "1-0", "tag", "9f3a61c2", "text", "faster")
                .map(Slice::create)
                .toList();
        AtomicBoolean faster = new AtomicBoolean();
        RedisServer redis = new RedisServer(0, InetAddress.getLoopbackAddress());
        redis.setOptions(ServiceOptions.withInterceptor((state, command, parameters) -> {
            if (command.equalsIgnoreCase("xadd") && faster.compareAndSet(false, true)) {
                MockExecutor.proceed(state, command, message);
            }
            return MockExecutor.proceed(state, command, parameters);
        }));
        redis.start();
        try (SharedLog log = new SharedLog(settings(redis.getBindPort()));
                SharedLog.Reading reading = log.open()) {
            assertEquals(
                    List.of("faster", ""),
                    reading.fromStart().stream().map(Entry::text).toList());
        } finally {
            redis.stop();
        }
    }

    @Test
    void whatSomebodyElseWroteIntoTheLogIsNoMessage() {
        assertTrue(entry("9f3a61c2").isMessage());
        assertFalse(entry("a\nretry: 2147483647").isMessage());
        assertFalse(entry("").isMessage());
    }

    private static Entry entry(String tag) {
        return Entry.of(new StreamEntry(new StreamEntryID(1, 0), Map.of("tag", tag, "text", "hello")));
    }

    private static Config settings(int port) {
        return Config.just(ConfigSources.create(
                Map.of("url", "redis://127.0.0.1:" + port, "key", "messages", "capacity", "1000")));
    }
}
