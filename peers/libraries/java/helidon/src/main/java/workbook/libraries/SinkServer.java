package workbook.libraries;

import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.time.LocalTime;

/** Helidon SE with its SseSink. */
public final class SinkServer {

    private SinkServer() {}

    public static void main(String[] args) {
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(System.getenv("PORT")))
                .routing(routing -> routing.get("/events", SinkServer::events))
                .build()
                .start();
    }

    private static void events(ServerRequest request, ServerResponse response) throws InterruptedException {
        try (SseSink sink = response.sink(SseSink.TYPE)) {
            while (true) {
                sink.emit(SseEvent.create("it is " + LocalTime.now()));
                Thread.sleep(1000);
            }
        }
    }
}
