package workbook.checker.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.ResponseParser;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

/** The same request twice over one connection, to see whether the server keeps it as it says (RFC 9112 9.3, 9.6). */
public final class SecondRequest {
    private static final int READ_BYTES = 8 << 10;

    /** What became of the second request. */
    public enum Outcome {
        ANSWERED,
        /** The server had closed the connection, or closed it then. */
        CLOSED,
        /** The connection stayed open, and no answer came within the limit. */
        SILENT,
        /** What came is no answer: content that the first answer should not have had. */
        GARBAGE,
        /** The first request had no whole answer, so there was no second one. */
        NOT_SENT
    }

    /** @param first the head of the first answer; empty if none came */
    public record Result(Optional<ResponseHead> first, Outcome second) {}

    private final WireRequest request;
    private final WireLimits limits;
    private final Duration limit;
    private final TcpConnection connection;

    private SecondRequest(WireRequest request, WireLimits limits, Duration limit, TcpConnection connection) {
        this.request = request;
        this.limits = limits;
        this.limit = limit;
        this.connection = connection;
    }

    /**
     * Sends both.
     *
     * @param limit of the wait for each of the two answers
     * @param trust which certificates are accepted; empty for those that this Java trusts
     */
    public static Result send(WireRequest request, WireLimits limits, Duration limit, Optional<SSLContext> trust) {
        TcpConnection connection = new TcpConnection(request, limits, trust);
        try {
            connection.open();
            return new SecondRequest(request, limits, limit, connection).send();
        } catch (IOException none) {
            return new Result(Optional.empty(), Outcome.NOT_SENT);
        } finally {
            connection.close();
        }
    }

    private Result send() {
        Answer first = ask();
        if (first.outcome != Outcome.ANSWERED) {
            return new Result(first.head, Outcome.NOT_SENT);
        }
        return first.closed ? new Result(first.head, Outcome.CLOSED) : new Result(first.head, ask().outcome);
    }

    private record Answer(Optional<ResponseHead> head, Outcome outcome, boolean closed) {}

    /** A whole answer is one whose framing says so: its body is read to the end, and dropped. */
    private Answer ask() {
        ResponseParser parser = new ResponseParser(request.method(), limits);
        Optional<ResponseHead> head = Optional.empty();
        Deadline deadline = Deadline.in(limit);
        try {
            connection.write(request.toBytes());
            byte[] buffer = new byte[READ_BYTES];
            while (parser.end().isEmpty()) {
                if (deadline.nanosLeft() <= 0) {
                    return new Answer(head, Outcome.SILENT, false);
                }
                connection.limitReads(Duration.ofMillis(deadline.millisLeft()));
                int size = connection.read(buffer);
                if (size < 0) {
                    return new Answer(head, head.isPresent() ? Outcome.ANSWERED : Outcome.CLOSED, true);
                }
                head = head.or(headIn(parser.feed(Bytes.wrap(Arrays.copyOf(buffer, size)))));
            }
            return new Answer(
                    head,
                    switch (parser.end().get()) {
                        case End.Complete complete -> Outcome.ANSWERED;
                        case End.Malformed malformed -> Outcome.GARBAGE;
                        default -> Outcome.CLOSED;
                    },
                    false);
        } catch (SocketTimeoutException silent) {
            return new Answer(head, Outcome.SILENT, false);
        } catch (IOException broken) {
            return new Answer(head, Outcome.CLOSED, true);
        }
    }

    private static Supplier<Optional<ResponseHead>> headIn(List<WireItem> items) {
        return () -> items.stream()
                .filter(item -> item instanceof WireItem.Head)
                .map(item -> ((WireItem.Head) item).head())
                .findFirst();
    }
}
