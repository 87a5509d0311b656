package workbook.peers;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.Optional;
import java.util.UUID;

/**
 * Tasks 2.1, 2.3, 3.2 and 3.3 with Javalin's SseClient.
 *
 * <p>Javalin 7.2.3 sends the headers before it calls the handler. A client that subscribed only there would miss what
 * is posted in between, so its place is taken before. All writes to a client are made by the thread of its handler.
 */
public final class JavalinServer {

    private static final Subscribers SUBSCRIBERS = new Subscribers();

    private JavalinServer() {}

    public static void main(String[] args) {
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = true;
                    routes(config.routes, args[0]);
                })
                .start(Contract.HOST, Contract.PORT);
    }

    private static void routes(RoutesConfig routes, String task) {
        switch (task) {
            case "2.1" -> routes.sse("/events", JavalinServer::clock);
            case "2.3" -> routes.sse("/events", JavalinServer::feed);
            default -> {
                routes.get("/events", JavalinServer::subscribe);
                routes.get("/clients", context -> context.json("{\"connected\": " + SUBSCRIBERS.count() + "}"));
                routes.post("/messages", context -> {
                    Optional<String> text = Contract.text(context.bodyAsBytes());
                    text.ifPresent(SUBSCRIBERS::publish);
                    int accepted = task.equals("3.2") ? 201 : 202;
                    context.status(text.isPresent() ? accepted : 400)
                            .result(text.isPresent() ? "{\"id\": \"" + UUID.randomUUID() + "\"}" : "{}");
                });
            }
        }
    }

    /** The library ends the stream when the handler returns. */
    private static void clock(SseClient client) {
        Contract.ticks(
                Contract.CLOCK_INTERVAL,
                Contract.CLOCK_EVENTS,
                n -> send(client, () -> client.sendEvent("message", Contract.time())));
    }

    private static void feed(SseClient client) {
        Contract.ticks(
                Contract.FEED_INTERVAL,
                Integer.MAX_VALUE,
                n -> send(client, () -> client.sendEvent(Contract.feedType(n), Contract.feedData(n))));
    }

    private static void send(SseClient client, Runnable event) {
        event.run();
        if (client.terminated()) {
            throw new IllegalStateException("the client has left");
        }
    }

    private static void subscribe(Context context) throws Exception {
        if (!SUBSCRIBERS.take()) {
            context.status(503).header("Retry-After", Contract.RETRY_AFTER).result("all places are taken");
            return;
        }
        Subscribers.Subscriber subscriber = SUBSCRIBERS.add();
        new SseHandler(client -> subscriber.run(stream(client))).handle(context);
    }

    /** The library splits by {@code String.lines()}, which has no empty line behind the last line end. */
    private static String withLastLine(String data) {
        return data.endsWith("\n") || data.endsWith("\r") ? data + "\n" : data;
    }

    private static Subscribers.Stream stream(SseClient client) {
        return new Subscribers.Stream() {
            @Override
            public void event(String data) {
                send(client, () -> client.sendEvent("message", withLastLine(data)));
            }

            @Override
            public void comment(String text) {
                send(client, () -> client.sendComment(text));
            }

            @Override
            public void end() {
                client.close();
            }
        };
    }
}
