package workbook.checker.scripted;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server on 127.0.0.1 that reads one request from each connection and leaves the answer to its script. A malformed
 * request gets status 400.
 */
public final class ScriptedServer implements AutoCloseable {

    private static final int MOST_OPEN = 1000;
    private static final long KEPT = 32 << 20;
    private static final Duration ENDING = Duration.ofSeconds(1);
    private static final Duration CLOSED = Duration.ofSeconds(10);
    private static final byte[] BAD_REQUEST =
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    private final ServerSocket listener;
    private final Thread accepting;
    private final Script script;
    private final Semaphore free = new Semaphore(MOST_OPEN);
    private final Map<Socket, Thread> open = new ConcurrentHashMap<>();
    private final AtomicLong room = new AtomicLong(KEPT);
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        this.accepting = Thread.ofVirtual().name("accept").unstarted(this::accept);
    }

    /** @param port 0 for any that is free */
    public static ScriptedServer start(int port, Script script) {
        try {
            ServerSocket listener = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
            ScriptedServer server = new ScriptedServer(listener, script);
            server.accepting.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** How many connections were accepted so far, whether a request came on them or not. */
    public int accepted() {
        return accepted.get();
    }

    /**
     * Returns the first exception since the last call that was a script's own fault. That the client left, or the
     * server was closed, is no fault.
     */
    public Optional<Throwable> takeFault() {
        return Optional.ofNullable(fault.getAndSet(null));
    }

    private void accept() {
        try {
            while (true) {
                free.acquire();
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                Thread serving = Thread.ofVirtual().name("script").unstarted(() -> serve(socket));
                open.put(socket, serving);
                serving.start();
            }
        } catch (IOException | InterruptedException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Optional<Request> request = read(in, socket.getOutputStream());
            if (request.isPresent() && !listener.isClosed()) {
                play(request.get(), new Answer(request.get(), socket, in, room));
            }
        } catch (IOException left) {
            // The client left before its request was complete, as it may.
            return;
        } finally {
            open.remove(socket);
            free.release();
        }
    }

    private static Optional<Request> read(InputStream in, OutputStream out) throws IOException {
        try {
            return Request.read(in, out);
        } catch (ProtocolException malformed) {
            out.write(BAD_REQUEST);
            out.flush();
            return Optional.empty();
        }
    }

    private void play(Request request, Answer answer) {
        try {
            script.answer(request, answer);
        } catch (Answer.Broken | InterruptedException over) {
            // The client left, or the server was closed.
            return;
        } catch (Throwable ours) {
            fault.compareAndSet(null, ours);
        }
    }

    /**
     * Cuts every connection and interrupts every script. Waits for their end, but not for long. Behind it nothing listens on
     * the port any more, so that another server may be started there.
     */
    @Override
    public void close() {
        try {
            listener.close();
            accepting.interrupt();
            for (Socket socket : open.keySet()) {
                socket.close();
            }
            for (Thread script : open.values()) {
                script.interrupt();
            }
            // The system goes on listening until the thread that accepts has noticed that its socket is closed.
            accepting.join(CLOSED);
            long deadline = System.nanoTime() + ENDING.toNanos();
            for (Thread script : open.values()) {
                if (script.getState() == Thread.State.NEW) {
                    continue; // accepted just now: it finds its socket closed
                }
                script.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
