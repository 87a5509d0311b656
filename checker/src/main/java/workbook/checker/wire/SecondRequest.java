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

    /**
     * What came of both.
     *
     * @param first the head of the first answer; empty if none came
     * @param content whether something came behind the end of one of the answers, which is no answer
     */
    public record Result(Optional<ResponseHead> first, Outcome second, boolean content) {}

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
            return new Result(Optional.empty(), Outcome.NOT_SENT, false);
        } finally {
            connection.close();
        }
    }

    private Result send() {
        Answer first = ask();
        if (first.outcome != Outcome.ANSWERED) {
            return new Result(first.head, Outcome.NOT_SENT, false);
        }
        if (first.closed) {
            return new Result(first.head, Outcome.CLOSED, first.followed);
        }
        Answer second = ask();
        boolean content = first.followed || second.followed || second.outcome == Outcome.GARBAGE;
        return new Result(first.head, second.outcome, content);
    }

    /** @param followed whether something came together with the end of the answer that is none of it */
    private record Answer(Optional<ResponseHead> head, Outcome outcome, boolean closed, boolean followed) {
        Answer(Optional<ResponseHead> head, Outcome outcome, boolean closed) {
            this(head, outcome, closed, false);
        }
    }

    /** A whole answer is one whose framing says so: its body is read to the end, and dropped. */
    private Answer ask() {
        ResponseParser parser = new ResponseParser(request.method(), limits);
        Optional<ResponseHead> head = Optional.empty();
        long fed = 0;
        Deadline deadline = Deadline.in(limit);
        try {
            connection.write(request.toBytes());
            byte[] buffer = new byte[READ_BYTES];
            Bytes last = Bytes.EMPTY;
            while (parser.end().isEmpty()) {
                if (deadline.nanosLeft() <= 0) {
                    return unanswered(parser, head, Outcome.SILENT, false);
                }
                connection.limitReads(Duration.ofMillis(deadline.millisLeft()));
                int size = connection.read(buffer);
                if (size < 0) {
                    return unanswered(parser, head, head.isPresent() ? Outcome.ANSWERED : Outcome.CLOSED, true);
                }
                last = Bytes.wrap(Arrays.copyOf(buffer, size));
                // Line ends between two answers are nothing (RFC 9112 2.2).
                last = fed == 0 ? last.slice(Unasked.lineEnds(last), size) : last;
                fed += last.size();
                head = head.or(headIn(parser.feed(last)));
            }
            return switch (parser.end().get()) {
                case End.Complete(End.Complete.By how, long offset) ->
                    new Answer(head, Outcome.ANSWERED, false, isFollowed(last, fed - offset));
                case End.Malformed malformed -> new Answer(head, Outcome.GARBAGE, false);
                default -> new Answer(head, Outcome.CLOSED, false);
            };
        } catch (SocketTimeoutException silent) {
            return unanswered(parser, head, Outcome.SILENT, false);
        } catch (IOException broken) {
            return unanswered(parser, head, Outcome.CLOSED, true);
        }
    }

    /** Nothing more came, so that what is there can become no answer any more: a word without a line end is none. */
    private static Answer unanswered(
            ResponseParser parser, Optional<ResponseHead> head, Outcome outcome, boolean closed) {
        boolean garbage = head.isEmpty() && parser.eof() instanceof End.Malformed;
        return new Answer(head, garbage ? Outcome.GARBAGE : outcome, closed);
    }

    private static boolean isFollowed(Bytes last, long more) {
        return Unasked.isWrong(last.slice((int) (last.size() - more), last.size()));
    }

    private static Supplier<Optional<ResponseHead>> headIn(List<WireItem> items) {
        return () -> items.stream()
                .filter(item -> item instanceof WireItem.Head)
                .map(item -> ((WireItem.Head) item).head())
                .findFirst();
    }
}
