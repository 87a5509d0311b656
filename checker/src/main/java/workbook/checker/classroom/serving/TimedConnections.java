package workbook.checker.classroom.serving;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP/1.1 with what Helidon 4.5 lacks: a limit of time for a request to become whole, and one of connections for each
 * address of another machine.
 *
 * <p>A connection counts as idle until its request is whole, and Helidon closes what is idle. This works where it is the
 * only protocol of a server: among several, Helidon itself waits for the first bytes.
 */
public final class TimedConnections implements ServerConnectionSelector {

    /** How often Helidon looks for idle connections, in parts of the limit. */
    private static final int LOOKS = 5;

    /** The connection that the current thread serves. */
    private static final ThreadLocal<TimedConnection> SERVED = new ThreadLocal<>();

    private final ServerConnectionSelector http =
            Http1ConnectionSelector.builder().config(Http1Config.create()).build();
    private final int perAddress;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

    private TimedConnections(int perAddress) {
        this.perAddress = perAddress;
    }

    /**
     * Limits the connections of a server.
     *
     * @param whole how long a request may take to become whole
     * @param perAddress how many connections an address of another machine may have
     */
    public static void limit(WebServerConfig.Builder server, Duration whole, int perAddress) {
        server.protocolsDiscoverServices(false)
                .addConnectionSelector(new TimedConnections(perAddress))
                .idleConnectionTimeout(whole)
                .idleConnectionPeriod(whole.dividedBy(LOOKS));
    }

    /**
     * Tells when the head of a request is whole, and when it is answered, and ends the connection behind an answer that
     * says so. Comes before all other filters and routes.
     */
    public static void observe(HttpRouting.Builder routing) {
        routing.addFilter(TimedConnections::observe);
    }

    private static void observe(FilterChain chain, RoutingRequest req, RoutingResponse res) {
        ConnectionEnd.watch(req, res);
        TimedConnection connection = SERVED.get();
        connection.headCame(req.content().hasEntity());
        try {
            chain.proceed();
        } finally {
            connection.wasAnswered();
        }
    }

    /** Tells that a body was read to its end. */
    static void bodyCame() {
        SERVED.get().headCame(false);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new TimedConnection(
                http.connection(context), address(context.remotePeer().address()));
    }

    /** Of whoever connects; that of this machine where it cannot be told. */
    private static InetAddress address(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    private final class TimedConnection implements ServerConnection {

        private final ServerConnection connection;
        private final InetAddress address;
        private volatile long since = System.nanoTime();
        private volatile boolean whole;

        private TimedConnection(ServerConnection connection, InetAddress address) {
            this.connection = connection;
            this.address = address;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            int count = open.merge(address, 1, Integer::sum);
            SERVED.set(this);
            try {
                if (count > perAddress && !address.isLoopbackAddress()) {
                    throw new CloseConnectionException("one address has too many connections");
                }
                connection.handle(limit);
            } finally {
                open.computeIfPresent(address, (key, now) -> now == 1 ? null : now - 1);
            }
        }

        private void headCame(boolean bodyFollows) {
            since = System.nanoTime();
            whole = !bodyFollows;
        }

        private void wasAnswered() {
            since = System.nanoTime();
            whole = false;
        }

        @Override
        public Duration idleTime() {
            return whole ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
        }

        /** Closes it at once where it waits for the rest of a request: an interrupt ends the read. */
        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt || !whole);
        }
    }
}
