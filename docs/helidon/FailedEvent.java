import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.sse.SseSink;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** An event whose data cannot be written leaves its id and type to the next one. */
public final class FailedEvent {

    private FailedEvent() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(routing -> routing.get("/", (req, res) -> {
                    try (SseSink sink = res.sink(SseSink.TYPE)) {
                        try {
                            sink.emit(SseEvent.builder()
                                    .id("5")
                                    .name("bad")
                                    .data(new Object())
                                    .mediaType(MediaTypes.APPLICATION_JSON)
                                    .build());
                        } catch (RuntimeException unwritable) {
                            sink.emit(SseEvent.create("next"));
                        }
                    }
                }))
                .build()
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.port());
            String body = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
            out.print(body.replace("\n", "\\n\n")); // each line end is shown
        } finally {
            server.stop();
        }
    }
}
