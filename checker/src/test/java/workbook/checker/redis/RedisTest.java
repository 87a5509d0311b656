package workbook.checker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Redis of this JVM answers as the installed one does, and a line before it can be cut and held up. */
class RedisTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofMillis(300);

    private static Stream<String> engines() {
        return InstalledRedis.program().isPresent() ? Stream.of("memory", "installed") : Stream.of("memory");
    }

    private static RedisEngine start(String engine) {
        return engine.equals("memory")
                ? MemoryRedis.start(0)
                : InstalledRedis.start(InstalledRedis.program().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aStreamIsReadBackInItsOrder(String engine) throws IOException {
        try (RedisEngine redis = start(engine);
                RedisClient client = RedisClient.connect(redis.port(), LIMIT)) {
            long before = System.currentTimeMillis();
            Object first = client.command("XADD", "log", "MAXLEN", "~", "1000", "*", "text", "one 世界");
            Object second = client.command("XADD", "log", "NOMKSTREAM", "MAXLEN", "=", "1000", "*", "text", "two");
            Object third = client.command("xadd", "log", "*", "text", "*");
            assertEquals(
                    List.of(
                            List.of(first, List.of("text", "one 世界")),
                            List.of(second, List.of("text", "two")),
                            List.of(third, List.of("text", "*"))),
                    client.command("XRANGE", "log", "-", "+"));
            assertEquals(
                    List.of(List.of(third, List.of("text", "*"))), client.command("XRANGE", "log", "(" + second, "+"));
            assertTrue(millis(first) >= before, () -> first + " is older than " + before);
            assertEquals(3L, client.command("XLEN", "log"));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whoWaitsIsToldOfWhatComes(String engine) throws Exception {
        try (RedisEngine redis = start(engine);
                RedisClient reader = RedisClient.connect(redis.port(), LIMIT);
                RedisClient writer = RedisClient.connect(redis.port(), LIMIT)) {
            Object first = writer.command("XADD", "log", "*", "text", "one");
            CompletableFuture<Object> read = CompletableFuture.supplyAsync(
                    () -> command(reader, "XREAD", "BLOCK", "4000", "STREAMS", "log", (String) first));
            Object second = writer.command("XADD", "log", "*", "text", "two");
            assertEquals(
                    List.of(List.of("log", List.of(List.of(second, List.of("text", "two"))))),
                    read.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /** A reader that is told half a second late is of no use as a measure. */
    @ParameterizedTest
    @MethodSource("engines")
    void whoWaitsIsToldSoon(String engine) throws Exception {
        try (RedisEngine redis = start(engine);
                RedisClient reader = RedisClient.connect(redis.port(), LIMIT);
                RedisClient writer = RedisClient.connect(redis.port(), LIMIT)) {
            long begun = System.nanoTime();
            for (int n = 0; n < 20; n++) {
                CompletableFuture<Object> read = CompletableFuture.supplyAsync(
                        () -> command(reader, "XREAD", "COUNT", "1", "BLOCK", "4000", "STREAMS", "log", "$"));
                while (!read.isDone()) {
                    writer.command("XADD", "log", "*", "text", "one");
                }
                assertFalse(read.get().toString().isEmpty());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.compareTo(LIMIT) < 0, () -> "20 messages took " + took);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whoWaitsInVainIsTold(String engine) throws IOException {
        try (RedisEngine redis = start(engine);
                RedisClient reader = RedisClient.connect(redis.port(), LIMIT)) {
            Object answer = reader.command("XREAD", "BLOCK", "50", "STREAMS", "log", "0");
            assertTrue(answer == null || answer.equals(List.of()), () -> "got " + answer);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void itIsEmptied(String engine) throws IOException {
        try (RedisEngine redis = start(engine);
                RedisClient client = RedisClient.connect(redis.port(), LIMIT)) {
            client.command("XADD", "log", "*", "text", "one");
            client.command("FLUSHALL");
            assertEquals(0L, client.command("XLEN", "log"));
            assertEquals(List.of(), client.command("XRANGE", "log", "-", "+"));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whatItDoesNotKnowIsRefused(String engine) throws IOException {
        try (RedisEngine redis = start(engine);
                RedisClient client = RedisClient.connect(redis.port(), LIMIT)) {
            assertThrows(RedisClient.RedisError.class, () -> client.command("NONSENSE"));
            assertEquals("PONG", client.command("PING"));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aGreetingIsAnsweredInNumbers(String engine) throws IOException {
        try (RedisEngine redis = start(engine);
                RedisClient client = RedisClient.connect(redis.port(), LIMIT)) {
            List<?> greeting = (List<?>) client.command("HELLO", "2");
            assertEquals(2L, greeting.get(greeting.indexOf("proto") + 1));
        }
    }

    @Test
    void idsAreMadeByAClockThatCanBeBehind() throws IOException {
        try (MemoryRedis redis = MemoryRedis.start(0);
                RedisClient client = RedisClient.connect(redis.port(), LIMIT)) {
            Object before = client.command("XADD", "log", "*", "text", "one");
            client.command("FLUSHALL");
            redis.setBehind(Duration.ofHours(1));
            Object behind = client.command("XADD", "log", "*", "text", "two");
            redis.setBehind(Duration.ZERO);
            Object now = client.command("XADD", "log", "*", "text", "three");
            assertTrue(millis(before) - millis(behind) > 3_000_000, () -> before + " and " + behind);
            assertTrue(millis(now) >= millis(before), () -> before + " and " + now);
        }
    }

    @Test
    void aCutLineBreaksWhatIsOpenAndWhatComes() throws IOException {
        try (MemoryRedis redis = MemoryRedis.start(0);
                RedisProxy line = RedisProxy.before(redis);
                RedisClient open = RedisClient.connect(line.uri().getPort(), LIMIT)) {
            assertEquals("PONG", open.command("PING"));
            assertEquals(1, line.connections());
            line.cut();
            assertThrows(IOException.class, () -> open.command("PING"));
            assertThrows(IOException.class, () -> ping(line, LIMIT));
            line.mend();
            assertEquals("PONG", ping(line, LIMIT));
        }
    }

    @Test
    void aLineThatIsHeldUpTakesConnectionsAndPassesOnWhenItIsMended() throws Exception {
        try (MemoryRedis redis = MemoryRedis.start(0);
                RedisProxy line = RedisProxy.before(redis);
                RedisClient open = RedisClient.connect(line.uri().getPort(), LIMIT)) {
            open.command("PING");
            line.holdUp();
            assertThrows(IOException.class, () -> ping(line, SOON));
            CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> command(open, "PING"));
            line.mend();
            assertEquals("PONG", waiting.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void theInstalledOneLeavesNothingBehind() throws IOException {
        Optional<Path> program = InstalledRedis.program();
        assumeTrue(program.isPresent(), "redis-server is not installed");
        InstalledRedis redis = InstalledRedis.start(program.orElseThrow());
        int port = redis.port();
        redis.close();
        assertThrows(IOException.class, () -> RedisClient.connect(port, LIMIT).close());
    }

    private static Object ping(RedisProxy line, Duration limit) throws IOException {
        try (RedisClient client = RedisClient.connect(line.uri().getPort(), limit)) {
            return client.command("PING");
        }
    }

    private static Object command(RedisClient client, String... words) {
        try {
            return client.command(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long millis(Object id) {
        return Long.parseLong(((String) id).split("-")[0]);
    }
}
