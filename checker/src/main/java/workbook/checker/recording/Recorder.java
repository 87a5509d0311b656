package workbook.checker.recording;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import workbook.checker.server.Secrets;

/** Keeps one answer as it comes, read by read. */
public final class Recorder {

    private static final Duration HEAD = Duration.ofSeconds(30);
    private static final int MOST = 64 << 20;
    private static final String MASK = "***";

    private final boolean keepSecrets;

    /** @param keepSecrets whether values whose names look like secrets are written as they are */
    public Recorder(boolean keepSecrets) {
        this.keepSecrets = keepSecrets;
    }

    /**
     * Reads a stream to its end, to the limit of time, or to 64 MiB.
     *
     * @param headers lines such as {@code Authorization: Bearer …}; they are not kept
     * @param limit how long
     * @param to takes a line for each read, as soon as it has come
     * @return how many bytes came
     * @throws RecordingFault if nothing answers
     */
    public long record(URI url, List<String> headers, Duration limit, PrintWriter to) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(HEAD).header("Accept", "text/event-stream");
        headers.forEach(line -> request.header(line.split(":", 2)[0].strip(), line.split(":", 2)[1].strip()));
        long begun = System.nanoTime();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(HEAD)
                .build()) {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            to.println(Recording.head(
                    shown(url),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    response.statusCode(),
                    fields(response)));
            to.flush();
            try (InputStream body = response.body()) {
                CountDownLatch over = new CountDownLatch(1);
                Thread.ofVirtual().start(() -> closeAfter(body, limit, over));
                long bytes = keep(body, begun, limit, to);
                over.countDown();
                http.shutdownNow();
                return bytes;
            }
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new RecordingFault(text(
                    "%s cannot be reached: %s. Wanted: the address of a server that runs. Try it by hand: curl -N %s",
                    "无法连接 %s：%s。应为正在运行的服务器的地址。请手动试一下：curl -N %s", shown(url), why, shown(url)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void closeAfter(InputStream body, Duration limit, CountDownLatch over) {
        try {
            if (!over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                body.close();
            }
        } catch (InterruptedException | IOException closed) {
            return;
        }
    }

    private static long keep(InputStream body, long begun, Duration limit, PrintWriter to) {
        byte[] buffer = new byte[64 << 10];
        long all = 0;
        String end = "clean";
        try {
            for (int size = body.read(buffer); size >= 0; size = body.read(buffer)) {
                to.println(Recording.line(new Recording.Read(since(begun), Arrays.copyOf(buffer, size))));
                to.flush();
                all += size;
                if (all > MOST) {
                    end = "full";
                    break;
                }
            }
            end = since(begun).compareTo(limit) >= 0 ? "stopped" : end;
        } catch (IOException e) {
            end = since(begun).compareTo(limit) >= 0 ? "stopped" : "cut";
        }
        to.println(Recording.end(since(begun), end));
        to.flush();
        return all;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Map<String, String> fields(HttpResponse<?> response) {
        Map<String, String> fields = new TreeMap<>();
        response.headers().map().forEach((name, values) -> fields.put(name, value(name, String.join(", ", values))));
        return fields;
    }

    private String value(String name, String value) {
        return keepSecrets || !Secrets.names(name.replace('-', '_')) && !name.equalsIgnoreCase("set-cookie")
                ? value
                : MASK;
    }

    /** The address without its password and without the values of parameters that look like secrets. */
    private String shown(URI url) {
        if (keepSecrets) {
            return url.toString();
        }
        String query = url.getRawQuery() == null
                ? ""
                : "?"
                        + Arrays.stream(url.getRawQuery().split("&"))
                                .map(part -> part.contains("=") && Secrets.names(part.split("=", 2)[0])
                                        ? part.split("=", 2)[0] + "=" + MASK
                                        : part)
                                .collect(Collectors.joining("&"));
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath() + query;
    }
}
