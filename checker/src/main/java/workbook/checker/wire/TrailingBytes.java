package workbook.checker.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseParser;
import workbook.checker.http.WireLimits;

/** Reads behind the end of an answer, where a client of HTTP reads no further (RFC 9112 6.3). */
public final class TrailingBytes {
    private static final int READ_BYTES = 8 << 10;
    private static final long MOST = READ_BYTES * 1024L;

    /** What is behind the end. */
    public enum Found {
        /** Bytes that the framing of the answer has not promised. */
        BYTES,
        /** The end of the connection. */
        CLOSED,
        /** The connection stayed open, and nothing came within the limit. */
        OPEN,
        /** There was no whole answer, or the connection broke, which may have lost what was on its way. */
        NO_ANSWER
    }

    private TrailingBytes() {}

    /**
     * Sends the request, and looks what comes behind the end of its answer. The first of it is enough.
     *
     * @param answer limit of the wait for the whole answer
     * @param behind limit of the wait for what follows it
     * @param trust which certificates are accepted; empty for those that this Java trusts
     */
    public static Found behind(
            WireRequest request, WireLimits limits, Duration answer, Duration behind, Optional<SSLContext> trust) {
        TcpConnection connection = new TcpConnection(request, limits, trust);
        try {
            connection.open();
            connection.write(request.toBytes());
            Optional<Bytes> more = afterAnswer(connection, new ResponseParser(request.method(), limits), answer);
            return more.isPresent() ? behind(connection, more.get(), behind) : Found.NO_ANSWER;
        } catch (IOException silentOrBroken) {
            return Found.NO_ANSWER;
        } finally {
            connection.close();
        }
    }

    /** What came with the last bytes of the answer; empty if that is not whole. */
    private static Optional<Bytes> afterAnswer(TcpConnection connection, ResponseParser parser, Duration limit)
            throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        long received = 0;
        Bytes last = Bytes.EMPTY;
        Deadline deadline = Deadline.in(limit);
        while (parser.end().isEmpty()) {
            if (deadline.nanosLeft() <= 0 || received > MOST) {
                return Optional.empty();
            }
            connection.limitReads(Duration.ofMillis(deadline.millisLeft()));
            int size = connection.read(buffer);
            if (size < 0) {
                return Optional.empty();
            }
            received += size;
            last = Bytes.wrap(Arrays.copyOf(buffer, size));
            parser.feed(last);
        }
        if (!(parser.end().get() instanceof End.Complete(End.Complete.By how, long offset))) {
            return Optional.empty();
        }
        return Optional.of(last.slice((int) (last.size() - (received - offset)), last.size()));
    }

    private static Found behind(TcpConnection connection, Bytes first, Duration limit) throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        Bytes all = first;
        Deadline deadline = Deadline.in(limit);
        boolean open = true;
        while (open && all.size() < READ_BYTES && !Unasked.isWrongForSure(all) && deadline.nanosLeft() > 0) {
            connection.limitReads(Duration.ofMillis(deadline.millisLeft()));
            try {
                int size = connection.read(buffer);
                open = size >= 0;
                all = open ? Bytes.concat(List.of(all, Bytes.wrap(Arrays.copyOf(buffer, size)))) : all;
            } catch (SocketTimeoutException silent) {
                break;
            }
        }
        return Unasked.isWrong(all) ? Found.BYTES : open ? Found.OPEN : Found.CLOSED;
    }
}
