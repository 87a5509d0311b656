import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.sse.SseSink;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A line end at the end of data does not reach the wire. */
public final class TrailingLineEnd {

    private TrailingLineEnd() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(routing -> routing.get("/", (req, res) -> {
                    try (SseSink sink = res.sink(SseSink.TYPE)) {
                        sink.emit(SseEvent.create("line"));
                        sink.emit(SseEvent.create("line\n"));
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
