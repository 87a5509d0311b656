import io.helidon.http.HeaderValues;
import io.helidon.http.sse.SseEvent;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.sse.SseSource;
import io.helidon.webserver.WebServer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What SseSource makes of event streams. It needs helidon-webclient-sse on the class path. */
public final class Reader {

    private Reader() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    private static final List<String> STREAMS = List.of(
            "data:  two spaces\n\n",
            ": a comment\n\n",
            "event: e\n\n",
            "data\n\n",
            "data:\ndata: b\n\n",
            "data: x\nfoo: bar\n\n",
            "data: x\nfoo: bar\n\ndata: y\n\n",
            "data: x\nretry: soon\n\n",
            "\ndata: x\n\n",
            "data: x\n   \ndata: y\n\n");

    static void run(PrintStream out) {
        for (String stream : STREAMS) {
            out.println(escaped(stream) + " -> " + events(stream));
        }
    }

    /** The data of each event, and what was thrown. */
    private static List<String> events(String stream) {
        List<String> events = new ArrayList<>();
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(routing -> routing.get("/", (req, res) -> res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM)
                        .send(stream)))
                .build()
                .start();
        WebClient client = WebClient.builder().baseUri("http://127.0.0.1:" + server.port()).build();
        try (HttpClientResponse answer = client.get("/").request()) {
            answer.source(SseSource.TYPE, event -> events.add("\"" + escaped(event.data(String.class)) + "\""));
        } catch (RuntimeException thrown) {
            events.add(thrown.getClass().getSimpleName());
        } finally {
            server.stop();
        }
        return events;
    }

    private static String escaped(String text) {
        return text.replace("\n", "\\n");
    }
}
