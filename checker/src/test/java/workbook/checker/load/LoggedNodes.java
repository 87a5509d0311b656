package workbook.checker.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Two servers on one log of messages, whose ids are their places in it. The second one fails as a test asks for. */
final class LoggedNodes implements AutoCloseable {

    /** What goes wrong at the second node. */
    enum Defect {
        NONE,
        /** The message {@link #EVENT} is sent to nobody. */
        LOSES,
        /** The message {@link #EVENT} is sent twice. */
        DOUBLES,
        /** Who comes back does not get the first message that it lacks. */
        SKIPS_ON_RETURN,
        /** Who comes back gets the last message that it had once more. */
        REPEATS_ON_RETURN,
        /** Who comes back is told that it has missed something, and gets what is left: the newest message. */
        RESETS,
        /** The POST of message {@link #EVENT} is refused, and yet the log gets it, after the next two. */
        TAKES_WHAT_IT_REFUSES,
        /** A POST has no answer before another one has come. */
        ANSWERS_TWO_POSTS_AT_ONCE
    }

    static final int EVENT = 5;

    private record Text(String text, int id) {
        String block() {
            return "id: " + id + "\ndata: " + text + "\n\n";
        }
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<HttpServer> servers = new ArrayList<>();
    private final CyclicBarrier two = new CyclicBarrier(2);
    private final Defect defect;

    // Guarded by this.
    private final List<Text> log = new ArrayList<>();
    private int posts;
    private String held;

    LoggedNodes(Defect defect) throws IOException {
        this.defect = defect;
        for (int node = 0; node < 2; node++) {
            boolean faulty = node == 1;
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
            server.createContext("/events", exchange -> stream(exchange, faulty));
            server.createContext("/messages", this::publish);
            server.setExecutor(threads);
            server.start();
            servers.add(server);
        }
    }

    List<URI> uris(String path) {
        return servers.stream()
                .map(server ->
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .toList();
    }

    /** Ends a node and all its streams. */
    void end(int node) {
        servers.get(node).stop(0);
    }

    private void publish(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = add(text) ? 201 : 503;
        if (defect == Defect.ANSWERS_TWO_POSTS_AT_ONCE) {
            meet();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void meet() throws IOException {
        try {
            two.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IOException("no other POST came", alone);
        }
    }

    private synchronized boolean add(String text) {
        int event = posts++;
        if (defect == Defect.TAKES_WHAT_IT_REFUSES && event == EVENT) {
            held = text;
            return false;
        }
        log.add(new Text(text, log.size()));
        if (held != null && event == EVENT + 2) {
            log.add(new Text(held, log.size()));
        }
        notifyAll();
        return true;
    }

    private void stream(HttpExchange exchange, boolean faulty) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        int next = id == null ? end() : Integer.parseInt(id) + 1;
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            send(out, ":\n\n");
            if (id != null && faulty) {
                next = comeBack(out, next);
            }
            while (true) {
                Text text = await(next++);
                boolean now = faulty && text.id() == EVENT;
                if (defect != Defect.LOSES || !now) {
                    send(out, defect == Defect.DOUBLES && now ? text.block().repeat(2) : text.block());
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private int comeBack(OutputStream out, int next) throws IOException {
        return switch (defect) {
            case SKIPS_ON_RETURN -> next + 1;
            case REPEATS_ON_RETURN -> next - 1;
            case RESETS -> {
                send(out, "event: reset\ndata: {}\n\n");
                yield end() - 1;
            }
            default -> next;
        };
    }

    private synchronized int end() {
        return log.size();
    }

    private synchronized Text await(int place) throws InterruptedException {
        while (log.size() <= place) {
            wait();
        }
        return log.get(place);
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
