package workbook.checker.bad;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection of a bad server: what a misbehaviour is written with. The end of the server ends every wait in it. */
public final class Talk implements AutoCloseable {

    private static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n";

    /** As long as any grading may take. */
    private static final Duration FOR_EVER = Duration.ofMinutes(5);

    /** How often is looked whether the server ends while a client is silent, in milliseconds. */
    private static final int LOOK = 200;

    private static final int MOST = 8 << 20;

    private final Socket socket;
    private final CountDownLatch ended;
    private String request;

    /** @param ended falls when the server ends */
    public Talk(Socket socket, CountDownLatch ended) {
        this.socket = socket;
        this.ended = ended;
    }

    /** The request to the end of its body; empty when the client said nothing. It is read once. */
    String request() throws IOException {
        if (request == null) {
            request = read();
        }
        return request;
    }

    private String read() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        socket.setSoTimeout(5000);
        byte[] buffer = new byte[64 << 10];
        int end = -1;
        int wanted = 0;
        while (end < 0 || read.size() < Math.min(wanted, MOST)) {
            int size = in.read(buffer);
            if (size < 0) {
                break;
            }
            read.write(buffer, 0, size);
            String all = read.toString(StandardCharsets.ISO_8859_1);
            if (end < 0 && all.contains("\r\n\r\n")) {
                end = all.indexOf("\r\n\r\n");
                wanted = end + 4 + length(all.substring(0, end));
            }
        }
        socket.setSoTimeout(0);
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        return field(head, "content-length").map(Integer::parseInt).orElse(0);
    }

    static Optional<String> field(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends text as UTF-8. */
    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Begins a stream that the end of the connection ends. */
    void stream(String rest) throws IOException {
        send(STREAM + "Connection: close\r\n\r\n" + rest);
    }

    /** Begins a stream of chunks. */
    void chunks() throws IOException {
        head("Transfer-Encoding: chunked\r\n\r\n");
    }

    /** The status and the headers of a stream, and more of them. */
    void head(String more) throws IOException {
        send(STREAM + more);
    }

    void chunk(String data) throws IOException {
        send(chunked(data, ""));
    }

    static String chunked(String data, String extension) {
        return Integer.toHexString(data.getBytes(StandardCharsets.UTF_8).length) + extension + "\r\n" + data + "\r\n";
    }

    /** Sends the same until the client has had enough. */
    void forEver(String text) throws IOException {
        forEver(text.getBytes(StandardCharsets.UTF_8));
    }

    void forEver(byte[] bytes) throws IOException {
        while (ended.getCount() > 0) {
            send(bytes);
        }
    }

    /** Sends the same at a pace until the client has had enough. */
    void forEver(String text, int millis) throws IOException {
        while (ended.getCount() > 0) {
            send(text);
            hold(Duration.ofMillis(millis));
        }
    }

    /** Says nothing more, and keeps the connection until the client has had enough. */
    void hold() {
        long deadline = System.nanoTime() + FOR_EVER.toNanos();
        try {
            socket.setSoTimeout(LOOK);
            while (ended.getCount() > 0 && System.nanoTime() < deadline && !hasLeft()) {
                // What the client says now has no answer.
            }
        } catch (IOException left) {
            return;
        }
    }

    private boolean hasLeft() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        }
    }

    void hold(Duration limit) {
        try {
            ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads a byte now and then, and never answers. */
    void readSlowly() throws IOException {
        while (socket.getInputStream().read() >= 0 && ended.getCount() > 0) {
            hold(Duration.ofMillis(50));
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
