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
 * The answer to one request, which a script writes piece by piece. Every piece is kept with its time, as long as the
 * server has room.
 *
 * <p>The script writes the head. A check may see the request before that; what it writes then waits for the head.
 */
public final class Answer {

    /** How long the head may take. The script has nothing else to do first, but a busy machine may hold it up. */
    private static final Duration HEAD = Duration.ofSeconds(30);

    private static final int COST = 64;

    /** The kind of a piece, which decides how it is shown. */
    public enum Kind {
        HEAD,
        BYTES,
        /** The end of the answer: {@code end}, {@code cut}, or {@code left} where the client closed the connection. */
        END
    }

    /** A piece of the answer. */
    public record Sent(Instant at, Kind kind, byte[] bytes) {}

    /** Thrown when the connection is closed: the client has left, or the answer is over. A script need not catch it. */
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

    /**
     * Writes status and header lines, for example {@code "200 OK", "Content-Type: text/event-stream"}. Without a line about
     * the connection it says that the connection will close, as it does.
     */
    public Answer head(String status, String... headers) {
        chunked = Arrays.stream(headers).anyMatch(line -> line.equalsIgnoreCase("Transfer-Encoding: chunked"));
        String type = Arrays.stream(headers)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                .map(line -> " · " + line.substring("content-type:".length()).strip())
                .findFirst()
                .orElse("");
        String lines = Arrays.stream(headers).map(line -> line + "\r\n").collect(Collectors.joining());
        boolean said = Arrays.stream(headers)
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("connection:"));
        String closing = said ? "" : "Connection: close\r\n";
        byte[] head = ("HTTP/1.1 " + status + "\r\n" + lines + closing + "\r\n").getBytes(UTF_8);
        return send(Kind.HEAD, (status + type).getBytes(UTF_8), head);
    }

    /** Writes the head of an event stream. */
    public Answer eventStream() {
        return head(
                "200 OK", "Content-Type: text/event-stream", "Cache-Control: no-cache", "Transfer-Encoding: chunked");
    }

    /**
     * Writes a whole event stream, whose body a {@code fetch} in the page reads in exactly these pieces, whatever the
     * network makes of them.
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

    /** Writes a whole answer that is not a stream: 204, an error, a page. */
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

    /** Answers that there is nothing at this path. */
    public void missing() {
        whole("404 Not Found", "text/plain", "there is nothing here\n");
    }

    /** Writes text of the body in UTF-8, as one chunk, flushed. */
    public Answer write(String text) {
        return write(text.getBytes(UTF_8));
    }

    /**
     * Writes bytes of the body, as one chunk, flushed. A script that goes on writing is ended when the client has left.
     * A check that writes is not: it is about to see what the page fails to do.
     */
    public Answer write(byte[] bytes) {
        if (bytes.length > 0) {
            awaitHead();
            forgiving(() -> chunk(bytes));
        }
        return this;
    }

    /** Writes the last chunk and closes the connection. Like {@link #write}, it forgives a check. */
    public void end() {
        if (Thread.currentThread() != script) {
            awaitHead();
        }
        if (!ended.get()) {
            Instant over = Instant.now(); // a client that reads the last chunk may know it before this thread goes on
            forgiving(this::lastChunk);
            close("end", over);
        }
    }

    /** Closes the connection, whatever was promised. */
    public void cut() {
        close("cut", Instant.now());
    }

    /** Closes the connection with RST. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            return;
        }
        cut();
    }

    /** Sends the body in chunks from here on, whatever the head says. */
    public Answer chunked() {
        chunked = true;
        return this;
    }

    /**
     * Writes bytes of the body, in one chunk if it is sent in chunks, without waiting for a head.
     *
     * @throws Broken in any thread
     */
    public Answer chunk(byte[] bytes) {
        return bytes.length == 0 ? this : send(Kind.BYTES, bytes, chunked ? framed(bytes) : bytes);
    }

    /** Writes the chunk of size 0, if the body is sent in chunks. The connection stays open. */
    public void lastChunk() {
        if (chunked) {
            write(() -> out.write("0\r\n\r\n".getBytes(US_ASCII)));
        }
    }

    /**
     * Writes bytes as they are, which may include a head.
     *
     * @throws Broken in any thread
     */
    public Answer raw(byte[] bytes) {
        return send(Kind.BYTES, bytes, bytes);
    }

    /** What the client sends after its request, in another protocol. Its leaving can no longer be awaited then. */
    public InputStream input() {
        return in;
    }

    /** Makes the kernel keep only about this many bytes of what is written to a client that does not read. */
    public Answer sendBuffer(int bytes) {
        return write(() -> socket.setSendBufferSize(bytes));
    }

    /** Waits until the client has closed the connection; false if it has not within the limit. */
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

    /**
     * Runs an action when the client has closed or broken the connection, or the answer is over; at once if it is
     * already.
     */
    public void whenLeft(Runnable action) {
        watch();
        left.thenRun(action);
    }

    /** Keeps the stream open until the client closes it, or the server ends. */
    public void hold() {
        awaitLeft(Duration.ofHours(1));
    }

    /** Whether neither side has closed the connection yet. */
    public boolean open() {
        watch();
        return !ended.get() && !left.isDone();
    }

    /** When the client closed the connection before the answer was over, by {@link System#nanoTime()}. */
    public Optional<Long> left() {
        watch();
        return left.getNow(Optional.empty());
    }

    /** Everything written so far, in order. */
    public List<Sent> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    /** Goes on reading, to learn when the client leaves. */
    void watch() {
        if (watched.compareAndSet(false, true)) {
            Thread.ofVirtual().name("watch").start(this::readOn);
        }
    }

    private void readOn() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // A client whose connection is broken has left, too.
        }
        long now = System.nanoTime();
        if (ended.get()) {
            left.complete(Optional.empty());
        } else {
            note(Instant.now(), Kind.END, "left".getBytes(US_ASCII));
            left.complete(Optional.of(now));
        }
    }

    private void close(String how, Instant at) {
        if (ended.compareAndSet(false, true)) {
            begun.countDown();
            note(at, Kind.END, how.getBytes(US_ASCII));
            try {
                socket.close();
            } catch (IOException closed) {
                return;
            }
        }
    }

    /**
     * Waits for the head. Bytes before it would make an answer that no browser can read, through no fault of the page.
     */
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
                note(Instant.now(), kind, shown);
                out.write(bytes);
            });
        } finally {
            begun.countDown();
        }
    }

    private interface WriteAction {
        void run() throws IOException;
    }

    /** Writes one piece at a time: a chunk must not run into one of another thread. */
    private Answer write(WriteAction action) {
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

    private void note(Instant at, Kind kind, byte[] bytes) {
        if (kind == Kind.END || room.addAndGet(-COST - bytes.length) >= 0) {
            synchronized (sent) {
                sent.add(new Sent(at, kind, bytes));
            }
        }
    }
}
