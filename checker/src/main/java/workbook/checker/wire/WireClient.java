package workbook.checker.wire;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
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
        return begin(request, limits, listener, TlsHandshake::usual);
    }

    /** Sends {@code request}, over TLS to any server whose certificate {@code trust} accepts. */
    public static WireExchange open(WireRequest request, WireLimits limits, WireListener listener, SSLContext trust) {
        return begin(request, limits, listener, trust::getSocketFactory);
    }

    /**
     * Sends {@code request} over TLS where its address asks for it.
     *
     * @param trust which certificates are accepted; empty for those that this Java trusts
     */
    public static WireExchange open(
            WireRequest request, WireLimits limits, WireListener listener, Optional<SSLContext> trust) {
        return trust.map(context -> open(request, limits, listener, context))
                .orElseGet(() -> open(request, limits, listener));
    }

    private static WireExchange begin(
            WireRequest request, WireLimits limits, WireListener listener, Supplier<SSLSocketFactory> tls) {
        WireExchange exchange = new WireExchange(
                request, limits, new TcpConnection(request, limits, tls), new Journal(limits, listener));
        exchange.start();
        return exchange;
    }
}
