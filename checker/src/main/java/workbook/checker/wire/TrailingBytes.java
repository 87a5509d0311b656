package workbook.checker.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseParser;
import workbook.checker.http.WireLimits;

/** Reads behind the end of an answer, where a client of HTTP reads no further (RFC 9112 6.3). */
public final class TrailingBytes {
    private static final int READ_BYTES = 8 << 10;

    private TrailingBytes() {}

    /**
     * Sends the request, and counts what comes behind the end of its answer. The first of it is enough.
     *
     * @param limit of the wait for the answer, and again for what follows it
     * @param trust which certificates are accepted; empty for those that this Java trusts
     * @return 0 if nothing came, or no whole answer
     */
    public static long beyondTheEnd(
            WireRequest request, WireLimits limits, Duration limit, Optional<SSLContext> trust) {
        TcpConnection connection = new TcpConnection(request, limits, trust);
        try {
            connection.open();
            connection.write(request.toBytes());
            return beyondTheEnd(connection, new ResponseParser(request.method(), limits), limit);
        } catch (IOException silentOrBroken) {
            return 0;
        } finally {
            connection.close();
        }
    }

    private static long beyondTheEnd(TcpConnection connection, ResponseParser parser, Duration limit)
            throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        long received = 0;
        Deadline deadline = Deadline.in(limit);
        while (parser.end().isEmpty()) {
            if (deadline.nanosLeft() <= 0 || received > READ_BYTES * 1024L) {
                return 0;
            }
            connection.limitReads(Duration.ofMillis(deadline.millisLeft()));
            int size = connection.read(buffer);
            if (size < 0) {
                return 0;
            }
            received += size;
            parser.feed(Bytes.wrap(Arrays.copyOf(buffer, size)));
        }
        if (!(parser.end().get() instanceof End.Complete(End.Complete.By how, long offset))) {
            return 0;
        }
        if (received > offset) {
            return received - offset;
        }
        connection.limitReads(limit);
        return Math.max(0, connection.read(buffer));
    }
}
