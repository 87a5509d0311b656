import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;

/** The JDK's HttpClient with the checker's reader. It reads one stream and does not come back. */
final class JdkHttpClient implements Client {

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Override
    public AutoCloseable read(URI stream, Teller teller) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(stream)
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-cache")
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() == 200 && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
            Thread.startVirtualThread(() -> read(response.body(), teller));
        }
        return response.body();
    }

    private static void read(InputStream in, Teller teller) {
        EventStreamReader reader = new EventStreamReader();
        byte[] buffer = new byte[65536];
        try {
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                reader.read(buffer, 0, size, item -> {
                    if (item instanceof StreamItem.Event event) {
                        teller.event(event.type(), event.data(), event.lastEventId());
                    } else if (item instanceof StreamItem.Comment comment) {
                        teller.comment(comment.text());
                    }
                });
            }
        } catch (java.io.IOException cut) {
            teller.error(cut);
        }
    }
}
