package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The smallest possible broadcast: what is posted to /messages goes to everyone at /events. */
final class EchoToAll implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    private final List<OutputStream> streams = new ArrayList<>();
    private final Semaphore posts = new Semaphore(0);
    private String copies = "%s";

    EchoToAll() throws IOException {
        server.createContext("/events", this::open);
        server.createContext("/messages", this::publish);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    }

    void sendTwice() {
        copies = "%1$s%1$s";
    }

    void awaitPosts(int number) throws InterruptedException {
        assertTrue(posts.tryAcquire(number, 30, TimeUnit.SECONDS), "fewer than " + number + " posts");
    }

    private synchronized void open(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        streams.add(exchange.getResponseBody());
    }

    private synchronized void publish(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] block = copies.formatted("data: " + text + "\n\n").getBytes(StandardCharsets.UTF_8);
        for (OutputStream stream : streams) {
            stream.write(block);
            stream.flush();
        }
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
        posts.release();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
