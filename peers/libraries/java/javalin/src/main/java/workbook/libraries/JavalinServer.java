package workbook.libraries;

import io.javalin.Javalin;
import io.javalin.http.sse.SseClient;
import java.time.LocalTime;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Javalin, with clients that are kept and all hear the same. */
public final class JavalinServer {

    private JavalinServer() {}

    public static void main(String[] args) throws InterruptedException {
        Queue<SseClient> clients = new ConcurrentLinkedQueue<>();
        Javalin.create(config -> config.routes.sse("/events", client -> {
                    client.keepAlive();
                    client.onClose(() -> clients.remove(client));
                    clients.add(client);
                }))
                .start("127.0.0.1", Integer.parseInt(System.getenv("PORT")));
        while (true) {
            for (SseClient client : clients) {
                client.sendEvent("it is " + LocalTime.now());
            }
            Thread.sleep(1000);
        }
    }
}
