import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.SseEvent;
import java.net.URI;

/** The web client of Vert.x. It reads one stream and does not come back; an event has the id of its own lines only. */
final class VertxWebClient implements Client {

    private final Vertx vertx = Vertx.vertx();

    @Override
    public AutoCloseable read(URI stream, Teller teller) {
        WebClient http = WebClient.create(vertx);
        http.getAbs(stream.toString())
                .putHeader("Accept", "text/event-stream")
                .as(BodyCodec.sseStream(events -> events.handler(event -> tell(event, teller))))
                .send()
                .onFailure(teller::error);
        return http::close;
    }

    /** Vert.x hands out a block without data, too: {@code data()} is null then. */
    private static void tell(SseEvent event, Teller teller) {
        if (event.data() != null) {
            teller.event(event.event(), event.data(), null);
        }
    }
}
