import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;

/** The JDK's HttpClient with the checker's reader. It reads one stream and does not come back. */
class JdkClient {
    public static void main(String[] args) throws Exception {
        HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).header("Accept", "text/event-stream").header("Cache-Control", "no-cache").build();
        var response = http.send(request, BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !type.startsWith("text/event-stream")) {
            System.exit(1);
        }
        EventStreamReader reader = new EventStreamReader();
        byte[] buffer = new byte[65536];
        try (InputStream in = response.body()) {
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                reader.read(buffer, 0, size, JdkClient::tell);
            }
        }
    }

    private static void tell(StreamItem item) {
        var json = new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
        if (item instanceof StreamItem.Event event) {
            System.out.println(json.put("type", event.type()).put("data", event.data()).put("id", event.lastEventId()));
        } else if (item instanceof StreamItem.Comment comment) {
            System.out.println(json.put("comment", comment.text()));
        }
    }
}
