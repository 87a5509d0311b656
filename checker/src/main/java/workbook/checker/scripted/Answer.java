package workbook.checker.scripted;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The answer to one request, written by hand. All that is written is kept with its time.
 *
 * <p>The script writes the head. A check may see the request before that, and then what it writes waits for the head.
 */
public final class Answer {

    /** For the script to write the head. It has nothing else to do first, but a busy machine may hold it up. */
    private static final Duration HEAD = Duration.ofSeconds(30);

    /** How a piece of an answer is shown. */
    public enum Kind {
        HEAD,
        BYTES,
        /** How it ended, or what was done to it. */
        END
    }

    /** A piece of the answer. */
    public record Sent(Instant at, Kind kind, byte[] bytes) {}

    private final Received request;
    private final Socket socket;
    private final OutputStream out;
    private final List<Sent> sent = new ArrayList<>();
    private final CompletableFuture<Instant> left = new CompletableFuture<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread script = Thread.currentThread();
    private boolean chunked;
    private boolean ended;

    Answer(Received request, Socket socket) throws IOException {
        this.request = request;
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    public Received request() {
        return request;
    }

    /** Status and header lines, for example {@code "200 OK", "Content-Type: text/event-stream"}. */
    public Answer head(String status, String... headers) {
        chunked = Arrays.stream(headers).anyMatch(line -> line.equalsIgnoreCase("Transfer-Encoding: chunked"));
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        String type = Arrays.stream(headers)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                .map(line -> " · " + line.substring("content-type:".length()).strip())
                .findFirst()
                .orElse("");
        note(Kind.HEAD, (status + type).getBytes(StandardCharsets.UTF_8));
        try {
            return raw(head.toString().getBytes(StandardCharsets.UTF_8));
        } finally {
            begun.countDown();
        }
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
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (type.isEmpty()) {
            head(status, "Content-Length: 0");
        } else {
            head(status, "Content-Type: " + type, "Content-Length: " + bytes.length);
        }
        write(bytes);
        end();
    }

    /** There is nothing at this path. */
    public void missing() {
        whole("404 Not Found", "text/plain", "there is nothing here\n");
    }

    /** Text of the body, in UTF-8: one chunk, flushed. */
    public Answer write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of the body: one chunk, flushed. */
    public Answer write(byte[] bytes) {
        if (bytes.length == 0) {
            return this;
        }
        awaitHead();
        return chunk(bytes);
    }

    private synchronized Answer chunk(byte[] bytes) {
        note(Kind.BYTES, bytes);
        if (!chunked) {
            return raw(bytes);
        }
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = Arrays.copyOf(size, size.length + bytes.length + 2);
        System.arraycopy(bytes, 0, chunk, size.length, bytes.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return raw(chunk);
    }

    /** The last chunk, and the end of the connection. */
    public void end() {
        if (Thread.currentThread() != script) {
            awaitHead();
        }
        finish();
    }

    private synchronized void finish() {
        if (!ended) {
            if (chunked) {
                raw("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            close("end");
        }
    }

    /** The end of the connection, whatever was promised. */
    public synchronized void cut() {
        if (!ended) {
            close("cut");
        }
    }

    /** Bytes before the head would be an answer that no browser can read, and no fault of the page. */
    private void awaitHead() {
        try {
            if (begun.getCount() > 0 && (Thread.currentThread() == script || !begun.await(HEAD.toSeconds(), SECONDS))) {
                throw new IllegalStateException("the script wrote no head for " + request.path());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the head of " + request.path(), e);
        }
    }

    private void close(String how) {
        ended = true;
        begun.countDown();
        note(Kind.END, how.getBytes(StandardCharsets.US_ASCII));
        try {
            socket.close();
        } catch (IOException closed) {
            return;
        }
    }

    /** Waits until the page has closed the connection; false when it has not in time. */
    public boolean awaitLeft(Duration limit) {
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

    /** Keeps the stream open until the page closes it, or the site ends. */
    public void hold() {
        awaitLeft(Duration.ofHours(1));
    }

    public boolean open() {
        return !ended && !left.isDone();
    }

    /** Reads on, to learn when the page leaves. */
    void watch() {
        Thread.ofVirtual().name("watch").start(() -> {
            try {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException broken) {
                // It has left all the same.
            }
            synchronized (this) {
                if (!ended) {
                    note(Kind.END, "left".getBytes(StandardCharsets.US_ASCII));
                }
            }
            left.complete(Instant.now());
        });
    }

    /** All that was written until now, in order. */
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    private synchronized void note(Kind kind, byte[] bytes) {
        sent.add(new Sent(Instant.now(), kind, bytes));
    }

    private Answer raw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            // A script that writes on and on is ended by it. A check that writes is about to see what the page does
            // not.
            if (Thread.currentThread() == script) {
                throw new UncheckedIOException(e);
            }
            return this;
        }
    }
}
