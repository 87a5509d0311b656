package workbook.checker.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.ResponseParser;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;

/** Connects, sends and reads. Only this thread writes the journal, except for the end of a long request. */
final class ExchangeThread implements Runnable {
    private static final int READ_BYTES = 64 << 10;

    /** Bytes that a fresh connection takes without waiting for the server. */
    private static final int SENT_AT_ONCE = 16 << 10;

    private final WireRequest request;
    private final WireLimits limits;
    private final TcpConnection connection;
    private final Journal journal;
    private final ReadGate gate;
    private final AtomicReference<End.ClosedByUs.How> closing;
    private final ResponseParser parser;

    ExchangeThread(
            WireRequest request,
            WireLimits limits,
            TcpConnection connection,
            Journal journal,
            ReadGate gate,
            AtomicReference<End.ClosedByUs.How> closing) {
        this.request = request;
        this.limits = limits;
        this.connection = connection;
        this.journal = journal;
        this.gate = gate;
        this.closing = closing;
        this.parser = new ResponseParser(request.method(), limits);
    }

    @Override
    public void run() {
        End end;
        try {
            add(connection.open());
            send(request.beginning());
            end = read();
        } catch (NoConnectionException e) {
            end = endOr(e.toEnd());
        } catch (IOException e) {
            end = endOr(new End.Reset("the connection broke: " + e.getMessage()));
        } catch (Throwable e) {
            journal.fail(e);
            end = new End.ClosedByUs(End.ClosedByUs.How.FAILURE);
        }
        add(new WireItem.Ended(end));
        connection.close();
    }

    private void send(Bytes bytes) {
        if (bytes.size() <= SENT_AT_ONCE) {
            write(bytes);
        } else {
            // A server may answer, or refuse, before it has read a long request: the answer must be read meanwhile.
            Thread.ofVirtual().name("wire-sender").start(() -> write(bytes));
        }
    }

    private void write(Bytes bytes) {
        try {
            connection.write(bytes);
            add(new WireItem.RequestSent(bytes));
        } catch (IOException e) {
            // This is not the end: an answer may have come before the server stopped reading.
            add(new WireItem.Note(journal.received(), "the request could not be sent whole: " + e.getMessage()));
        }
    }

    private End read() throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        while (!journal.hasFailed()) {
            gate.pass();
            int size = connection.read(buffer);
            long nanos = System.nanoTime();
            if (size < 0) {
                return endOr(parser.eof());
            }
            Optional<End> end = receive(nanos, Bytes.wrap(Arrays.copyOf(buffer, size)));
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new End.ClosedByUs(End.ClosedByUs.How.FAILURE);
    }

    private Optional<End> receive(long nanos, Bytes bytes) {
        journal.add(nanos, List.of(new WireItem.Received(journal.received(), bytes)));
        journal.add(nanos, parser.feed(bytes));
        if (parser.end().isEmpty() && journal.received() > limits.total()) {
            return Optional.of(new End.LimitReached(limits.total(), journal.received()));
        }
        return parser.end().or(() -> journal.flood(nanos));
    }

    private void add(WireItem item) {
        journal.add(System.nanoTime(), List.of(item));
    }

    /** What looks like a broken connection is our own doing once we have closed it. */
    private End endOr(End seen) {
        End.ClosedByUs.How how = closing.get();
        return how == null ? seen : new End.ClosedByUs(how);
    }
}
