package workbook.checker.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Posts one after another on one connection, which keeps them in order. */
final class PostConnection implements AutoCloseable {

    /** A server may end a connection that is idle, and a post must not be sent twice: after this a new one is opened. */
    private static final long LONGEST_IDLE = TimeUnit.SECONDS.toNanos(1);

    private final InetSocketAddress address;
    private final Duration patience;
    private final byte[] buffer = new byte[4096];
    private Socket socket = new Socket();
    private boolean usable;
    private long used;
    private Head head;

    PostConnection(InetSocketAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** Sends the request and returns the status of the answer. */
    int post(byte[] request) throws IOException {
        if (!usable || System.nanoTime() - used > LONGEST_IDLE) {
            open();
        }
        usable = false;
        OutputStream out = socket.getOutputStream();
        out.write(request);
        Head answer = read();
        usable = answer.keepsAlive() && answer.framing() != Head.Framing.UNTIL_CLOSE;
        used = System.nanoTime();
        return answer.status();
    }

    private void open() throws IOException {
        close();
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        socket.connect(address, Math.toIntExact(patience.toMillis()));
    }

    private Head read() throws IOException {
        head = null;
        AnswerReader reader = new AnswerReader(new AnswerReader.Taker() {
            @Override
            public void head(Head whole) {
                head = whole;
            }

            @Override
            public void body(byte[] bytes, int from, int to) {
                // What a post is answered with, beside its status, says nothing here.
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
            // There is nothing left to lose.
            return;
        }
    }
}
