import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Reports what one client sees to the harness, one thing after the other. */
final class Teller {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String callback;
    private int number;

    Teller(String callback) {
        this.callback = callback;
    }

    /** @param id the last event id, or null where the library does not tell it */
    void event(String type, String data, String id) {
        ObjectNode report = JSON.createObjectNode().put("kind", "event");
        report.putObject("event").put("type", type == null ? "message" : type).put("data", data).put("id", id);
        tell(report);
    }

    void comment(String comment) {
        tell(JSON.createObjectNode().put("kind", "comment").put("comment", comment));
    }

    void error(Throwable error) {
        tell(JSON.createObjectNode().put("kind", "error").put("comment", String.valueOf(error)));
    }

    private synchronized void tell(ObjectNode report) {
        try {
            var request = HttpRequest.newBuilder(URI.create(callback + "/" + ++number));
            HTTP.send(request.POST(BodyPublishers.ofString(report.toString())).build(), BodyHandlers.discarding());
        } catch (IOException over) {
            return; // the harness has what it wanted
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
