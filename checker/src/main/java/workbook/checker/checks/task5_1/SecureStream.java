package workbook.checker.checks.task5_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import workbook.checker.finding.WireText;
import workbook.checker.text.Text;

/**
 * The answer to a stream that was asked for over TLS, by a client that prefers HTTP/2.
 *
 * @param version empty if nothing came back
 * @param status 0 if nothing came back
 */
record SecureStream(String version, int status, String type, String failure) {

    static SecureStream open(URI address, SSLContext trust, Duration limit) {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trust)
                .version(Version.HTTP_2)
                .connectTimeout(limit)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "text/event-stream")
                .timeout(limit)
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            return new SecureStream(
                    response.version() == Version.HTTP_2 ? "HTTP/2" : "HTTP/1.1",
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    "");
        } catch (IOException e) {
            return new SecureStream("", 0, "", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            client.shutdownNow();
        }
    }

    boolean isHttp2Stream() {
        return isStream() && version.equals("HTTP/2");
    }

    boolean isStream() {
        return status == 200 && type.startsWith("text/event-stream");
    }

    Text inWords() {
        return failure.isEmpty()
                ? same(version + " " + status + " " + WireText.escape(type))
                : text("no answer: %s", "没有响应：%s", WireText.escape(failure));
    }
}
