package workbook.checker.scripted;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The answer to one request, written by hand. All that is written is kept with its time, as long as the server has room.
 *
 * <p>The script writes the head. A check may see the request before that, and then what it writes waits for the head.
 */
public final class Answer {

    /** Time for the script to write the head. It has nothing else to do first, but a busy machine may hold it up. */
    private static final Duration HEAD = Duration.ofSeconds(30);

    private static final int COST = 64;

    /** How a piece of an answer is shown. */
    public enum Kind {
        HEAD,
        BYTES,
        /** How the answer ended: {@code end}, {@code cut}, or {@code left} where the asker closed the connection. */
        END
    }

    /** A piece of the answer. */
    public record Sent(Instant at, Kind kind, byte[] bytes) {}

    /** The connection is closed: the asker left, or the answer is over. A script need not catch it. */
    public static final class Broken extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        private Broken(IOException cause) {
            super(cause);
        }
    }

    private final Request request;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final AtomicLong room;
    private final List<Sent> sent = new ArrayList<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final CompletableFuture<Optional<Long>> left = new CompletableFuture<>();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread script = Thread.currentThread();
    private volatile boolean chunked;

    /** @param room how many bytes the server may still keep */
    Answer(Request request, Socket socket, InputStream in, AtomicLong room) throws IOException {
        this.request = request;
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.room = room;
    }

    public Request request() {
        return request;
    }

    /** Status and header lines, for example {@code "200 OK", "Content-Type: text/event-stream"}. */
    public Answer head(String status, String... headers) {
        chunked = Arrays.stream(headers).anyMatch(line -> line.equalsIgnoreCase("Transfer-Encoding: chunked"));
        String type = Arrays.stream(headers)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                .map(line -> " · " + line.substring("content-type:".length()).strip())
                .findFirst()
                .orElse("");
        String lines = Arrays.stream(headers).map(line -> line + "\r\n").collect(Collectors.joining());
        byte[] head = ("HTTP/1.1 " + status + "\r\n" + lines + "Connection: close\r\n\r\n").getBytes(UTF_8);
        return send(Kind.HEAD, (status + type).getBytes(UTF_8), head);
    }

    /** The head of an event stream. */
    public Answer eventStream() {
        return head(
                "200 OK", "Content-Type: text/event-stream", "Cache-Control: no-cache", "Transfer-Encoding: chunked");
    }

    /**
     * A whole event stream, whose body a {@code fetch} in the page reads in exactly these pieces, whatever the network
     * makes of them.
     */
    public void eventStreamReadAs(List<byte[]> pieces) {
        String sizes =
                pieces.stream().map(piece -> String.valueOf(piece.length)).collect(Collectors.joining(" "));
        head(
                "200 OK",
                "Content-Type: text/event-stream",
                "Cache-Control: no-cache",
                "Workbook-Reads: " + sizes,
                "Transfer-Encoding: chunked");
        pieces.forEach(this::write);
        end();
    }

    /** A whole answer without a stream: 204, an error, a page. */
    public void whole(String status, String type, String body) {
        whole(status, type, body.getBytes(UTF_8));
    }

    /** @param type empty for an answer without a body */
    public void whole(String status, String type, byte[] body) {
        if (type.isEmpty()) {
            head(status, "Content-Length: 0");
        } else {
            head(status, "Content-Type: " + type, "Content-Length: " + body.length);
        }
        write(body);
        end();
    }

    /** There is nothing at this path. */
    public void missing() {
        whole("404 Not Found", "text/plain", "there is nothing here\n");
    }

    /** Text of the body, in UTF-8: one chunk, flushed. */
    public Answer write(String text) {
        return write(text.getBytes(UTF_8));
    }

    /**
     * Bytes of the body: one chunk, flushed. A script that writes on and on is ended when the asker has left. A check that
     * writes is not: it is about to see what the page does not.
     */
    public Answer write(byte[] bytes) {
        if (bytes.length > 0) {
            awaitHead();
            forgiving(() -> chunk(bytes));
        }
        return this;
    }

    /** The last chunk, and the end of the connection. Forgives as {@link #write} does. */
    public void end() {
        if (Thread.currentThread() != script) {
            awaitHead();
        }
        if (!ended.get()) {
            forgiving(this::lastChunk);
            close("end");
        }
    }

    /** The end of the connection, whatever was promised. */
    public void cut() {
        close("cut");
    }

    /** The end of the connection by RST. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            return;
        }
        cut();
    }

    /** From here on the body is sent in chunks, whatever the head says. */
    public Answer chunked() {
        chunked = true;
        return this;
    }

    /**
     * Bytes of the body, in one chunk if it is sent in chunks, without waiting for a head.
     *
     * @throws Broken in whatever thread
     */
    public Answer chunk(byte[] bytes) {
        return bytes.length == 0 ? this : send(Kind.BYTES, bytes, chunked ? framed(bytes) : bytes);
    }

    /** The chunk of size 0, if the body is sent in chunks. The connection stays. */
    public void lastChunk() {
        if (chunked) {
            write(() -> out.write("0\r\n\r\n".getBytes(US_ASCII)));
        }
    }

    /**
     * Bytes as they are, a head among them.
     *
     * @throws Broken in whatever thread
     */
    public Answer raw(byte[] bytes) {
        return send(Kind.BYTES, bytes, bytes);
    }

    /** What the asker sends behind its request, when it speaks another protocol. Nobody can wait for its leaving then. */
    public InputStream input() {
        return in;
    }

    /** Lets the kernel keep about this many bytes of what is written to an asker that does not read. */
    public Answer sendBuffer(int bytes) {
        return write(() -> socket.setSendBufferSize(bytes));
    }

    /** Waits until the asker has closed the connection; false when it has not in time. */
    public boolean awaitLeft(Duration limit) {
        watch();
        try {
            left.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does this when the asker has closed or broken the connection, or the answer is over; at once if that was before. */
    public void whenLeft(Runnable action) {
        watch();
        left.thenRun(action);
    }

    /** Keeps the stream open until the asker closes it, or the server ends. */
    public void hold() {
        awaitLeft(Duration.ofHours(1));
    }

    /** Whether neither side has closed the connection yet. */
    public boolean open() {
        watch();
        return !ended.get() && !left.isDone();
    }

    /** When the asker closed the connection before the answer was over, as {@link System#nanoTime()}. */
    public Optional<Long> left() {
        watch();
        return left.getNow(Optional.empty());
    }

    /** All that was written until now, in order. */
    public List<Sent> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    /** Reads on, to learn when the asker leaves. */
    void watch() {
        if (watched.compareAndSet(false, true)) {
            Thread.ofVirtual().name("watch").start(this::readOn);
        }
    }

    private void readOn() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // A connection that is broken has been left, too.
        }
        long now = System.nanoTime();
        if (ended.get()) {
            left.complete(Optional.empty());
        } else {
            note(Kind.END, "left".getBytes(US_ASCII));
            left.complete(Optional.of(now));
        }
    }

    private void close(String how) {
        if (ended.compareAndSet(false, true)) {
            begun.countDown();
            note(Kind.END, how.getBytes(US_ASCII));
            try {
                socket.close();
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Bytes before the head would be an answer that no browser can read, and no fault of the page. */
    private void awaitHead() {
        try {
            if (begun.getCount() > 0
                    && (Thread.currentThread() == script || !begun.await(HEAD.toSeconds(), TimeUnit.SECONDS))) {
                throw new IllegalStateException("the script wrote no head for " + request.path());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the head of " + request.path(), e);
        }
    }

    private static byte[] framed(byte[] bytes) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 12);
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(US_ASCII));
        return chunk.toByteArray();
    }

    private void forgiving(Runnable writing) {
        try {
            writing.run();
        } catch (Broken left) {
            if (Thread.currentThread() == script) {
                throw left;
            }
        }
    }

    private Answer send(Kind kind, byte[] shown, byte[] bytes) {
        try {
            return write(() -> {
                note(kind, shown);
                out.write(bytes);
            });
        } finally {
            begun.countDown();
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** One after another: a chunk must not get into the midst of another thread's. */
    private Answer write(Writing action) {
        writing.lock();
        try {
            action.run();
            out.flush();
            return this;
        } catch (IOException e) {
            throw new Broken(e);
        } finally {
            writing.unlock();
        }
    }

    private void note(Kind kind, byte[] bytes) {
        if (kind == Kind.END || room.addAndGet(-COST - bytes.length) >= 0) {
            synchronized (sent) {
                sent.add(new Sent(Instant.now(), kind, bytes));
            }
        }
    }
}
