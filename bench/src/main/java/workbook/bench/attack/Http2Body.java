package workbook.bench.attack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.wire.AnyCertificate;

/** A body of 64 MB over HTTP/2, to a solution that speaks it in its profile {@code tls}: in a process of its own. */
final class Http2Body {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PIECES = 1000;
    private static final byte[] PIECE = "x".repeat(64_000).getBytes();

    private Http2Body() {}

    static String send(Victim victim, Posts posts) throws IOException {
        Optional<Victim> secure = victim.withTls();
        if (secure.isEmpty()) {
            return Attack.NOT_FOR_IT;
        }
        try (Victim server = secure.get();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .sslContext(AnyCertificate.context()) // the key was made a moment ago
                        .connectTimeout(PATIENCE)
                        .build()) {
            URI messages = URI.create("https://" + server.authority() + posts.path());
            HttpRequest large = HttpRequest.newBuilder(messages)
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.ofInputStream(Http2Body::body))
                    .build();
            String outcome = outcome(client, large);
            if (!outcome.equals("413")) {
                return outcome.startsWith("2") ? "took it: " + outcome : outcome;
            }
            HttpRequest small = HttpRequest.newBuilder(messages)
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.ofString("hello"))
                    .build();
            outcome = outcome(client, small);
            return outcome.startsWith("2") ? Attack.HELD : "then answers " + outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static String outcome(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
            return response.version() == HttpClient.Version.HTTP_2
                    ? Integer.toString(response.statusCode())
                    : "speaks " + response.version();
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }

    private static InputStream body() {
        return new SequenceInputStream(Collections.enumeration(Stream.generate(() -> new ByteArrayInputStream(PIECE))
                .limit(PIECES)
                .toList()));
    }
}
