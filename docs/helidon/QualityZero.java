import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.sse.SseSink;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A weight of 0 in Accept says that the type is not acceptable; it is sent all the same. */
public final class QualityZero {

    private QualityZero() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(routing -> routing.get("/", (req, res) -> {
                    try (SseSink sink = res.sink(SseSink.TYPE)) {
                        sink.emit(SseEvent.create("hello"));
                    }
                }))
                .build()
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.port());
            for (String accept : List.of("application/json", "text/event-stream;q=0")) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(address).header("Accept", accept).build(), BodyHandlers.ofString());
                out.println("Accept: " + accept + " -> " + answer.statusCode());
            }
        } finally {
            server.stop();
        }
    }
}
