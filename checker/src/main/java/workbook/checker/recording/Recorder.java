package workbook.checker.recording;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
            Keeping keeping = new Keeping(begun, to);
            // Bytes are pushed: of those that wait to be pulled, a cut would lose the last.
            CompletableFuture<HttpResponse<Void>> over = http.sendAsync(request.build(), head -> {
                keeping.begin(Recording.head(
                        shown(url).toString(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        head.statusCode(),
                        fields(head.headers())));
                return HttpResponse.BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(keeping::keep));
            });
            String end = endOf(over, limit, keeping);
            http.shutdownNow();
            return keeping.end(end);
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

    /** Waits for the end of an answer, and says which it was. */
    private static String endOf(CompletableFuture<?> over, Duration limit, Keeping keeping)
            throws IOException, InterruptedException {
        try {
            over.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return "clean";
        } catch (TimeoutException e) {
            over.cancel(true);
            return "stopped";
        } catch (ExecutionException e) {
            if (!keeping.isHeaded() && e.getCause() instanceof IOException unreached) {
                throw unreached;
            }
            return e.getCause() instanceof Full ? "full" : "cut";
        }
    }

    /** More has come than is kept. */
    private static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Writes the lines of one answer, until its end is written. */
    private static final class Keeping {

        private final long begun;
        private final PrintWriter to;
        private long bytes;
        private boolean headed;
        private boolean ended;

        Keeping(long begun, PrintWriter to) {
            this.begun = begun;
            this.to = to;
        }

        synchronized void begin(String head) {
            headed = true;
            print(head);
        }

        synchronized boolean isHeaded() {
            return headed;
        }

        synchronized void keep(byte[] part) {
            if (ended) {
                return;
            }
            print(Recording.line(new Recording.Read(since(begun), part)));
            bytes += part.length;
            if (bytes > MOST) {
                throw new Full();
            }
        }

        /** @throws IOException if nothing has answered */
        synchronized long end(String how) throws IOException {
            if (!headed) {
                throw new IOException("no answer");
            }
            ended = true;
            print(Recording.end(since(begun), how));
            return bytes;
        }

        private void print(String line) {
            to.println(line);
            to.flush();
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Map<String, String> fields(HttpHeaders headers) {
        Map<String, String> fields = new TreeMap<>();
        headers.map().forEach((name, values) -> fields.put(name, value(name, String.join(", ", values))));
        return fields;
    }

    private String value(String name, String value) {
        return keepSecrets || !Secrets.names(name) ? value : MASK;
    }

    private URI shown(URI url) {
        return keepSecrets ? url : Secrets.masked(url);
    }
}
