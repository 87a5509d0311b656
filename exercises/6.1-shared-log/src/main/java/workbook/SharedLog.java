package workbook;

import io.helidon.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.params.XTrimParams;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The log that all nodes share, a stream of Redis. Each question is answered or fails with a {@link JedisException}
 * within a few seconds, also when Redis accepts it and then is silent. All is given but the end of
 * {@link #append}.
 */
final class SharedLog implements AutoCloseable {

    /** The place before everything. */
    private static final StreamEntryID START = new StreamEntryID(0, 0);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long the reader waits for an entry before it asks anew. */
    private static final Duration WAIT = Duration.ofMillis(250);

    /** Connections for all requests of this node together. One more is the reader's. */
    private static final int CONNECTIONS = 3;

    /** The most entries in one answer. */
    static final int BATCH = 256;

    private final HostAndPort address;
    private final String key;
    private final int capacity;
    private final JedisClientConfig settings;
    private final RedisClient requests;

    /** Connects to nothing yet: a node starts while its log is away. */
    SharedLog(Config log) {
        URI url = log.get("url").as(URI.class).get();
        address = JedisURIHelper.getHostAndPort(url);
        key = log.get("key").asString().get();
        capacity = log.get("capacity").asInt().get();
        if (capacity < 1) {
            throw new IllegalArgumentException("log.capacity is " + capacity + ", but must be at least 1");
        }
        settings = DefaultJedisClientConfig.builder(url)
                .serverDefaultProtocol()
                .timeoutMillis((int) PATIENCE.toMillis())
                .blockingSocketTimeoutMillis((int) PATIENCE.plus(WAIT).toMillis())
                .build();
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxWait(PATIENCE);
        pool.setTestOnBorrow(true); // one that died while the log was away must not fail a request of now
        requests = RedisClient.builder()
                .hostAndPort(address)
                .clientConfig(settings)
                .poolConfig(pool)
                .build();
    }

    int capacity() {
        return capacity;
    }

    /** Appends a message and returns its id. When this fails, nobody knows whether the log has it. */
    String append(String text) {
        String tag = Entry.newTag();
        XAddParams endless = XAddParams.xAddParams(); // TODO 12: let the log drop what is too old
        return new Entry(requests.xadd(key, endless, Entry.fields(tag, text)), tag, text).id();
    }

    /** Opens the one connection on which this node follows the log. */
    Reading open() {
        return new Reading(new Jedis(address, settings));
    }

    @Override
    public void close() {
        requests.close();
    }

    /** The log as one thread reads it. */
    final class Reading implements AutoCloseable {

        private final Jedis connection;

        private Reading(Jedis connection) {
            this.connection = connection;
        }

        /** The entries from a place on, the one at this place included; not all of them if they are many. */
        List<Entry> from(StreamEntryID place) {
            return connection.xrange(key, place, StreamEntryID.MAXIMUM_ID, BATCH).stream()
                    .map(Entry::of)
                    .toList();
        }

        /**
         * The entries from the start of the log on, and never none: an empty log is begun with an entry that is no
         * message, so that whoever has seen nothing else has a place, too. The log is asked again then, because a message
         * may have been faster than this entry.
         */
        List<Entry> fromStart() {
            List<Entry> found = from(START);
            while (found.isEmpty()) {
                connection.xadd(key, XAddParams.xAddParams(), Entry.fields(Entry.newTag(), ""));
                found = from(START);
            }
            return found;
        }

        /** Returns as soon as there is an entry behind this place, or after a while. */
        void awaitAfter(StreamEntryID place) {
            connection.xread(XReadParams.xReadParams().count(1).block((int) WAIT.toMillis()), Map.of(key, place));
        }

        /** Has the log forget all that lies before a place. */
        void dropBefore(StreamEntryID place) {
            connection.xtrim(key, XTrimParams.xTrimParams().minId(place.toString()));
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
