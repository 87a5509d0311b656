package workbook.checker.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.Headers;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.ResponseParser;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

/**
 * Requests one after another, as a browser makes them that polls: over one connection for as long as the server keeps
 * it, and over a new one when it does not (RFC 9112 9.3). It counts all that it costs. For one thread.
 */
public final class WireSeries implements AutoCloseable {
    private static final int READ_BYTES = 8 << 10;

    private final WireLimits limits;
    private TcpConnection connection;
    private boolean fresh;
    private int requests;
    private int connections;
    private long sent;
    private long received;

    public WireSeries(WireLimits limits) {
        this.limits = limits;
    }

    /**
     * Asks, and reads the answer to its end.
     *
     * @return the body
     * @throws IOException if there is no whole answer within the limit
     */
    public Bytes ask(WireRequest request, Duration limit) throws IOException {
        requests++;
        boolean kept = connection != null;
        Deadline deadline = Deadline.in(limit);
        try {
            return exchange(request, deadline);
        } catch (SocketTimeoutException late) {
            throw late;
        } catch (IOException closed) {
            if (!kept || !fresh) {
                throw closed;
            }
            // The server closed a kept connection just as the request went out. A browser then asks once more.
            return exchange(request, deadline);
        }
    }

    /** @throws IOException with {@link #fresh} set if not a byte of an answer came */
    private Bytes exchange(WireRequest request, Deadline deadline) throws IOException {
        fresh = true;
        try {
            return over(opened(request), request, deadline);
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private TcpConnection opened(WireRequest request) throws IOException {
        if (connection == null) {
            connections++;
            connection = new TcpConnection(request, limits, Optional.empty());
            connection.open();
        }
        return connection;
    }

    private Bytes over(TcpConnection line, WireRequest request, Deadline deadline) throws IOException {
        Bytes bytes = request.toBytes();
        line.write(bytes);
        sent += bytes.size();
        ResponseParser parser = new ResponseParser(request.method(), limits);
        Answer answer = new Answer();
        byte[] buffer = new byte[READ_BYTES];
        long before = received;
        while (parser.end().isEmpty()) {
            int size = read(line, buffer, deadline);
            if (size < 0) {
                parser.eof();
            } else {
                fresh = false;
                received += size;
                if (received - before > limits.total()) {
                    throw new IOException("more than " + limits.total() + " bytes came, and no end of the answer");
                }
                parser.feed(Bytes.wrap(Arrays.copyOf(buffer, size))).forEach(answer::see);
            }
        }
        if (!(parser.end().get() instanceof End.Complete(End.Complete.By how, long offset))) {
            throw new IOException("no whole answer: " + parser.end().get());
        }
        if (how == End.Complete.By.CONNECTION_CLOSED || answer.closes()) {
            close();
        }
        return answer.body();
    }

    /** The limit is that of the whole answer: a server that sends a byte now and then must not hold us for ever. */
    private static int read(TcpConnection line, byte[] buffer, Deadline deadline) throws IOException {
        if (deadline.nanosLeft() <= 0) {
            throw new SocketTimeoutException("the answer goes on and on");
        }
        line.limitReads(Duration.ofMillis(deadline.millisLeft()));
        return line.read(buffer);
    }

    public int requests() {
        return requests;
    }

    public int connections() {
        return connections;
    }

    /** Bytes of all requests. */
    public long sent() {
        return sent;
    }

    /** Bytes of all answers. */
    public long received() {
        return received;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Collects an answer, piece by piece. */
    private static final class Answer {
        private final List<Bytes> body = new ArrayList<>();
        private Headers headers = Headers.NONE;

        void see(WireItem item) {
            switch (item) {
                case WireItem.Head(ResponseHead head) -> headers = head.headers();
                case WireItem.Body part -> body.add(part.bytes());
                default -> {
                    // Chunks and notes are of no use here.
                }
            }
        }

        boolean closes() {
            return headers.elements("connection").contains("close");
        }

        Bytes body() {
            return Bytes.concat(body);
        }
    }
}
