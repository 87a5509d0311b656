import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.SseEvent;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The web client of Vert.x. It reads one stream and does not come back; an event has the id of its own lines only. */
final class VertxWebClient implements Client {

    private final Vertx vertx = Vertx.vertx();

    @Override
    public AutoCloseable read(URI stream, Teller teller) {
        WebClient http = WebClient.create(vertx);
        // An event loop reads many streams, and must not wait for what one of them is told.
        ExecutorService telling = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        http.getAbs(stream.toString())
                .putHeader("Accept", "text/event-stream")
                .as(BodyCodec.sseStream(events -> events.handler(event -> telling.execute(() -> tell(event, teller)))
                        .exceptionHandler(error -> telling.execute(() -> teller.error(error)))))
                .send()
                .onFailure(error -> telling.execute(() -> teller.error(error)));
        return http::close;
    }

    /** Vert.x hands out a block without data, too, and it cannot be told from an event with empty data. */
    private static void tell(SseEvent event, Teller teller) {
        teller.event(event.event(), event.data(), null);
    }
}
