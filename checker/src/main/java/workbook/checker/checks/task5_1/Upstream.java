package workbook.checker.checks.task5_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server behind nginx that knows when it wrote what, and how much of it was taken. {@code ?flood} gets as much as is
 * taken; every other request gets a message at once, and then a heartbeat after each interval.
 *
 * @param headers what the learner's server tells nginx in its headers, each line ended
 */
record Upstream(ServerSocket listener, String headers, Duration heartbeat, AtomicLong taken, Set<Socket> open)
        implements AutoCloseable {

    /** Far more than kernels keep for a connection whose reader stands still. */
    static final long FLOOD = 32L << 20;

    private static final String LINE = "data: " + "x".repeat(16 << 10) + "\n\n";

    static Upstream start(String headers, Duration heartbeat) {
        try {
            ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Upstream upstream =
                    new Upstream(listener, headers, heartbeat, new AtomicLong(), ConcurrentHashMap.newKeySet());
            Thread.ofVirtual().name("upstream").start(upstream::accept);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = in.readLine();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                continue;
            }
            OutputStream out = socket.getOutputStream();
            write(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n" + headers
                            + "Transfer-Encoding: chunked\r\n\r\n");
            if (first != null && first.contains("?flood ")) {
                flood(out);
            } else {
                beat(out);
            }
        } catch (IOException left) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private void flood(OutputStream out) throws IOException {
        while (taken.get() < FLOOD) {
            chunk(out, LINE);
            taken.addAndGet(LINE.length());
        }
    }

    private void beat(OutputStream out) throws IOException, InterruptedException {
        chunk(out, "data: hello\n\n");
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(heartbeat.toNanos(), TimeUnit.NANOSECONDS)) {
            chunk(out, ": heartbeat\n\n");
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        write(out, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** How much a reader that takes nothing was sent: waits until it is all, or no more is taken for a while. */
    long awaitTaken(Duration still) {
        long before = -1;
        try {
            while (taken.get() < FLOOD && taken.get() != before) {
                before = taken.get();
                new CountDownLatch(1).await(still.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
