package workbook.checker.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import workbook.checker.http.End;
import workbook.checker.http.WireLimits;

/** Puts into words why a connection failed. */
final class ConnectFailure {
    private static final List<String> EXHAUSTED = List.of(
            "Too many open files",
            "assign requested address",
            "Address already in use",
            "Only one usage of each socket address",
            "No buffer space");

    private ConnectFailure() {}

    static NoConnectionException of(IOException e, InetSocketAddress address, WireLimits limits) {
        String where =
                String.format(Locale.ROOT, "%s port %d", address.getAddress().getHostAddress(), address.getPort());
        return switch (e) {
            case SocketTimeoutException timedOut ->
                new NoConnectionException(
                        End.NoConnection.Cause.TIMED_OUT,
                        String.format(
                                Locale.ROOT,
                                "no answer to connecting to %s within %d ms; a firewall, or a server that accepts no more?",
                                where,
                                limits.connect().toMillis()),
                        timedOut);
            case ConnectException refused
            when String.valueOf(refused.getMessage()).contains("refused") ->
                new NoConnectionException(
                        End.NoConnection.Cause.REFUSED,
                        "nothing listens on %s (connection refused); start the server or check the port"
                                .formatted(where),
                        refused);
            case IOException own
            when isExhausted(String.valueOf(own.getMessage())) ->
                new NoConnectionException(
                        End.NoConnection.Cause.EXHAUSTED,
                        "this machine could not open a connection to %s: %s; it has no port or file left"
                                .formatted(where, own.getMessage()),
                        own);
            default ->
                new NoConnectionException(
                        End.NoConnection.Cause.UNREACHABLE,
                        "cannot connect to %s: %s".formatted(where, e.getMessage()),
                        e);
        };
    }

    /** As the systems say that they have no file descriptor, no local port or no memory for one more socket. */
    private static boolean isExhausted(String reason) {
        return EXHAUSTED.stream().anyMatch(reason::contains);
    }
}
