package workbook.libraries;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.time.LocalTime;

/** Undertow, with its handler of server-sent events. */
public final class UndertowServer {

    private UndertowServer() {}

    public static void main(String[] args) throws InterruptedException {
        ServerSentEventHandler events = Handlers.serverSentEvents();
        Undertow.builder()
                .addHttpListener(Integer.parseInt(System.getenv("PORT")), "127.0.0.1")
                .setHandler(Handlers.path().addExactPath("/events", events))
                .build()
                .start();
        while (true) {
            for (ServerSentEventConnection connection : events.getConnections()) {
                connection.send("it is " + LocalTime.now());
            }
            Thread.sleep(1000);
        }
    }
}
