package workbook.checker.wire;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import workbook.checker.http.WireLimits;

/** Opens exchanges. */
public final class WireClient {
    private WireClient() {}

    /**
     * Sends {@code request} on a connection of its own. Returns at once; what happens next is in the exchange's log,
     * a failure to connect too.
     *
     * @param listener is given each item in order, under the lock of the exchange, so it must be quick and must not
     *     wait; if it throws, the exchange ends and every {@code await} throws
     */
    public static WireExchange open(WireRequest request, WireLimits limits, WireListener listener) {
        return open(request, limits, listener, Optional.empty());
    }

    /** Sends {@code request}, over TLS to any server whose certificate {@code trust} accepts. */
    public static WireExchange open(WireRequest request, WireLimits limits, WireListener listener, SSLContext trust) {
        return open(request, limits, listener, Optional.of(trust));
    }

    /**
     * Sends {@code request} over TLS where its address asks for it.
     *
     * @param trust which certificates are accepted; empty for those that this Java trusts
     */
    public static WireExchange open(
            WireRequest request, WireLimits limits, WireListener listener, Optional<SSLContext> trust) {
        WireExchange exchange = new WireExchange(
                request, limits, new TcpConnection(request, limits, trust), new Journal(limits, listener));
        exchange.start();
        return exchange;
    }
}
