package workbook.checker.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Posts one event after another on one connection, which keeps them in order. */
final class PostConnection implements AutoCloseable {

    private static final String NO_ANSWER = "no answer";

    /**
     * How long a connection may be idle. A server may close one that is, and no post must be sent twice, so a new one
     * is opened.
     */
    private static final long LONGEST_IDLE = TimeUnit.SECONDS.toNanos(1);

    private final InetSocketAddress address;
    private final Duration patience;
    private final byte[] buffer = new byte[4096];
    private volatile Socket socket = new Socket();

    /** The start of the post under way, by {@link System#nanoTime()}; 0 while none is under way. */
    private volatile long begun;

    private volatile boolean late;
    private boolean usable;
    private long used;
    private AnswerHead head;

    PostConnection(InetSocketAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * Sends the request and returns the status of the answer.
     *
     * @throws SocketTimeoutException if {@link #giveUpIfLate()} ended it
     */
    int post(byte[] request) throws IOException {
        late = false;
        begun = System.nanoTime();
        try {
            return exchange(request);
        } catch (IOException e) {
            throw late ? new SocketTimeoutException(NO_ANSWER) : e;
        } finally {
            begun = 0;
        }
    }

    /**
     * Ends a post that takes longer than the patience, whatever it is waiting for: a read timeout would not end an
     * answer that brings a byte now and then. Called from another thread, again and again.
     */
    void giveUpIfLate() {
        long since = begun;
        if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
            late = true;
            close();
        }
    }

    private int exchange(byte[] request) throws IOException {
        if (!usable || System.nanoTime() - used > LONGEST_IDLE) {
            open();
        }
        usable = false;
        OutputStream out = socket.getOutputStream();
        out.write(request);
        AnswerHead answer = read();
        usable = answer.keepsAlive() && answer.framing() != AnswerHead.Framing.UNTIL_CLOSE;
        used = System.nanoTime();
        return answer.status();
    }

    private void open() throws IOException {
        close();
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(address, Math.toIntExact(patience.toMillis()));
    }

    private AnswerHead read() throws IOException {
        head = null;
        AnswerReader reader = new AnswerReader(new AnswerReader.Receiver() {
            @Override
            public void head(AnswerHead whole) {
                head = whole;
            }

            @Override
            public void body(byte[] bytes, int from, int to) {
                // Only the status of the answer matters.
            }
        });
        while (!reader.ended()) {
            int length = socket.getInputStream().read(buffer);
            if (length < 0 && reader.endsByClose()) {
                break;
            }
            if (length < 0) {
                throw new EOFException("the connection was closed before the answer");
            }
            reader.read(buffer, 0, length);
        }
        return head;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // There is nothing left to close.
            return;
        }
    }
}
