package workbook.checker.redis;

import com.github.fppt.jedismock.RedisServer;
import com.github.fppt.jedismock.datastructures.Slice;
import com.github.fppt.jedismock.operations.server.MockExecutor;
import com.github.fppt.jedismock.server.Response;
import com.github.fppt.jedismock.server.ServiceOptions;
import com.github.fppt.jedismock.storage.OperationExecutorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A Redis in this JVM, which needs no installation: jedis-mock, with the ids of a stream made as Redis makes them. Left to
 * itself jedis-mock counts 0-1, 0-2, and begins anew when the stream is emptied, so that an old id would name a new entry.
 *
 * <p>It has no scripts, no consumer groups, no XINFO and no RESP3.
 */
public final class MemoryRedis implements RedisEngine {

    private static final Set<String> EMPTYING = Set.of("flushall", "flushdb", "del", "unlink");

    private static final long MILLI = 1_000_000;

    /** Milliseconds after which a reader that waits looks whether its client is still there. */
    private static final long LOOK_AGAIN = 100;

    /** How many parameters an option of XADD takes with it. */
    private static final Map<String, Integer> OPTIONS = Map.of("nomkstream", 0, "maxlen", 1, "minid", 1, "limit", 1);

    private record Id(long millis, long sequence) {
        Id next(long now) {
            return now > millis ? new Id(now, 0) : new Id(millis, sequence + 1);
        }

        @Override
        public String toString() {
            return millis + "-" + sequence;
        }
    }

    private final RedisServer server;
    private final Clock clock;

    // Guarded by this.
    private final Map<String, Id> newest = new HashMap<>();
    private Duration behind = Duration.ZERO;

    private MemoryRedis(int port, Clock clock) {
        this.clock = clock;
        this.server = new RedisServer(port, InetAddress.getLoopbackAddress());
        server.setOptions(ServiceOptions.withInterceptor(this::execute));
    }

    /** @param port 0 for any that is free */
    public static MemoryRedis start(int port) {
        MemoryRedis redis = new MemoryRedis(port, Clock.systemUTC());
        try {
            redis.server.start();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the clock by which ids are made so far behind that of the machine, as that of another machine may be. */
    public synchronized void setBehind(Duration by) {
        behind = by;
    }

    private Slice execute(OperationExecutorState state, String command, List<Slice> parameters) {
        String name = command.toLowerCase(Locale.ROOT);
        if (name.equals("hello")
                && (parameters.isEmpty() || parameters.getFirst().toString().equals("2"))) {
            return hello();
        }
        if (name.equals("xadd")) {
            synchronized (this) { // or a later id could come to the stream before an earlier one
                Slice answer = MockExecutor.proceed(state, command, withId(parameters));
                notifyAll();
                return answer;
            }
        }
        if (name.equals("xread") && !state.isTransactionModeOn() && blockAt(parameters) >= 0) {
            return read(state, command, parameters);
        }
        if (EMPTYING.contains(name)) {
            synchronized (this) {
                newest.clear();
                return MockExecutor.proceed(state, command, parameters);
            }
        }
        return MockExecutor.proceed(state, command, parameters);
    }

    /** The word BLOCK stands before the streams; -1 where there is none. */
    private static int blockAt(List<Slice> parameters) {
        for (int i = 0; i < parameters.size() - 1; i++) {
            String word = parameters.get(i).toString().toLowerCase(Locale.ROOT);
            if (word.equals("streams")) {
                return -1;
            }
            if (word.equals("block")) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Waits for an entry and answers with it at once. jedis-mock waits once more when it has found one, up to half a
     * second.
     */
    private synchronized Slice read(OperationExecutorState state, String command, List<Slice> parameters) {
        int block = blockAt(parameters);
        long millis = Long.parseLong(parameters.get(block + 1).toString());
        long deadline = System.nanoTime() + (millis == 0 ? Long.MAX_VALUE / 2 : millis * MILLI);
        List<Slice> asked = new ArrayList<>(parameters);
        asked.subList(block, block + 2).clear();
        fromNow(asked);
        Slice answer = MockExecutor.proceed(state, command, asked);
        try {
            while (isEmpty(answer) && deadline - System.nanoTime() > 0 && state.isClientConnected()) {
                wait(Math.clamp((deadline - System.nanoTime()) / MILLI, 1, LOOK_AGAIN));
                answer = MockExecutor.proceed(state, command, asked);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    /** The id $ means the newest entry when the question is asked, and not when it is asked again. */
    private void fromNow(List<Slice> asked) {
        int streams = 0;
        while (!asked.get(streams).toString().equalsIgnoreCase("streams")) {
            streams++;
        }
        int keys = (asked.size() - streams - 1) / 2;
        for (int i = streams + 1; i <= streams + keys; i++) {
            if (asked.get(i + keys).toString().equals("$")) {
                Id id = newest.getOrDefault(asked.get(i).toString(), new Id(0, 0));
                asked.set(i + keys, Slice.create(id.toString()));
            }
        }
    }

    private static boolean isEmpty(Slice answer) {
        return answer.equals(Response.EMPTY_ARRAY) || answer.equals(Response.NULL_ARRAY);
    }

    /** As Redis answers it: jedis-mock has strings where a client wants numbers. */
    private static Slice hello() {
        return Response.array(
                bulk("server"),
                bulk("redis"),
                bulk("version"),
                bulk("7.0.0"),
                bulk("proto"),
                Response.integer(2),
                bulk("id"),
                Response.integer(1),
                bulk("mode"),
                bulk("standalone"),
                bulk("role"),
                bulk("master"),
                bulk("modules"),
                Response.EMPTY_ARRAY);
    }

    private static Slice bulk(String text) {
        return Response.bulkString(Slice.create(text));
    }

    private List<Slice> withId(List<Slice> parameters) {
        int at = idAt(parameters);
        if (at >= parameters.size() || !parameters.get(at).toString().equals("*")) {
            return parameters;
        }
        Id id = newest.merge(
                parameters.getFirst().toString(), new Id(now(), 0), (last, first) -> last.next(first.millis()));
        List<Slice> named = new ArrayList<>(parameters);
        named.set(at, Slice.create(id.toString()));
        return named;
    }

    private long now() {
        return clock.instant().minus(behind).toEpochMilli();
    }

    /** The id stands behind the key and the options. */
    private static int idAt(List<Slice> parameters) {
        int at = 1;
        while (at < parameters.size()) {
            Integer taken = OPTIONS.get(parameters.get(at).toString().toLowerCase(Locale.ROOT));
            if (taken == null) {
                break;
            }
            at++;
            if (taken > 0
                    && at < parameters.size()
                    && Set.of("=", "~").contains(parameters.get(at).toString())) {
                at++;
            }
            at += taken;
        }
        return at;
    }

    @Override
    public int port() {
        return server.getBindPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
