import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.sse.SseSink;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The reconnect delay of an event does not reach the wire. */
public final class Retry {

    private Retry() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(routing -> routing.get("/", (req, res) -> {
                    try (SseSink sink = res.sink(SseSink.TYPE)) {
                        sink.emit(SseEvent.builder()
                                .data("hello")
                                .reconnectDelay(Duration.ofSeconds(3))
                                .build());
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
