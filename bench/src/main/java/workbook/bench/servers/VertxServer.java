package workbook.bench.servers;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Task 3.3 with Vert.x: one event loop owns all clients, as is usual there. */
public final class VertxServer extends AbstractVerticle {

    private static final int LONGEST_QUEUE = 256 * 1024;
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final int port;
    private final Set<HttpServerResponse> clients = new LinkedHashSet<>();

    private VertxServer(int port) {
        this.port = port;
    }

    public static void main(String[] args) {
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                .deployVerticle(new VertxServer(Integer.parseInt(args[0])));
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.setPeriodic(HEARTBEAT_MILLIS, beat -> broadcast(": heartbeat\n\n"));
        vertx.createHttpServer(new HttpServerOptions().setTcpNoDelay(true).setAcceptBacklog(4096))
                .requestHandler(this::handle)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void handle(HttpServerRequest request) {
        switch (request.method() + " " + request.path()) {
            case "GET /events" -> subscribe(request.response());
            case "POST /messages" -> request.body().onSuccess(body -> publish(body, request.response()));
            case "GET /clients" ->
                request.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{\"connected\": " + clients.size() + "}");
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void subscribe(HttpServerResponse response) {
        clients.add(response);
        response.closeHandler(closed -> clients.remove(response));
        response.exceptionHandler(failed -> clients.remove(response));
        response.setChunked(true)
                .setWriteQueueMaxSize(LONGEST_QUEUE)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-cache")
                .write(": hello\n\n");
    }

    private void publish(Buffer body, HttpServerResponse response) {
        StringBuilder event = new StringBuilder(body.length() + 16);
        for (String line : body.toString().split("\r\n|\r|\n", -1)) {
            event.append("data: ").append(line).append('\n');
        }
        broadcast(event.append('\n').toString());
        response.setStatusCode(202).end();
    }

    /**
     * Writes to every client, and cuts off those that do not keep up. A close removes a client from the set, so the
     * loop is over a copy.
     */
    private void broadcast(String block) {
        Buffer bytes = Buffer.buffer(block);
        for (HttpServerResponse client : List.copyOf(clients)) {
            if (client.writeQueueFull()) {
                clients.remove(client);
                client.reset();
            } else {
                client.write(bytes);
            }
        }
    }
}
