import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.util.Map;

/** The encoder of Helidon's SseSink, for VectorRunner. */
final class HelidonEncoder {

    private static Map<String, Object> event;
    private static RuntimeException refused;

    private static final WebServer SERVER = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(routing -> routing.get("/", (request, response) -> {
                try (SseSink sink = response.sink(SseSink.TYPE)) {
                    sink.emit(built());
                } catch (RuntimeException e) {
                    refused = e;
                }
            }))
            .build()
            .start();

    private HelidonEncoder() {}

    private static SseEvent built() {
        SseEvent.Builder builder = SseEvent.builder();
        if (event.get("comment") != null) {
            builder.comment((String) event.get("comment"));
        }
        if (event.get("type") != null) {
            builder.name((String) event.get("type"));
        }
        if (event.get("id") != null) {
            builder.id((String) event.get("id"));
        }
        if (event.get("retry") != null) {
            builder.reconnectDelay(Duration.ofMillis((Long) event.get("retry")));
        }
        if (event.get("data") != null) {
            builder.data(event.get("data"));
        }
        return builder.build();
    }

    static byte[] encode(Map<String, Object> wanted) throws Exception {
        event = wanted;
        refused = null;
        byte[] bytes = Fetched.from(SERVER.port());
        if (refused != null) {
            throw new IllegalArgumentException(refused);
        }
        return bytes;
    }
}
