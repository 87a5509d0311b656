package workbook.bench.peers;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.load.LoadFault;
import workbook.checker.load.LoadReport;
import workbook.checker.load.LoadRun;

/** One server through all scenes of a round. */
final class Visit {

    private static final Pattern CONNECTED = Pattern.compile("(?:\"connected\"|subscribers) ?: ?(\\d+)");
    private static final Duration GONE = Duration.ofSeconds(60);
    private static final Duration TOO_LONG = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Server server;
    private final HttpClient http;

    Visit(Server server, HttpClient http) {
        this.server = server;
        this.http = http;
    }

    Sample play(Scene scene, String peer, int round) throws IOException, LoadFault, InterruptedException {
        System.gc();
        ClientWork work = new ClientWork();
        LoadRun run = new LoadRun(scene.plan(server.uri("/events"), server.uri("/messages"), server.pid()), work);
        CountDownLatch over = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> stopIfTooLong(run, over));
        try {
            LoadReport report = run.run();
            return new Sample(peer, scene.key(), round, report, work.busy());
        } finally {
            over.countDown();
            awaitEmpty();
        }
    }

    private static void stopIfTooLong(LoadRun run, CountDownLatch over) {
        try {
            if (!over.await(TOO_LONG.toMillis(), TimeUnit.MILLISECONDS)) {
                run.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until the server has no clients. Many learn only from a failing write that one has gone, and would still
     * write to it in the next scene.
     */
    private void awaitEmpty() throws IOException, InterruptedException {
        long limit = System.nanoTime() + GONE.toNanos();
        while (connected() > 0) {
            if (System.nanoTime() > limit) {
                throw new IOException("clients that have left are still counted after " + GONE.toSeconds() + " s");
            }
            send(HttpRequest.newBuilder(server.uri("/messages")).POST(HttpRequest.BodyPublishers.ofString("gone?")));
        }
    }

    private int connected() throws IOException, InterruptedException {
        Matcher count = CONNECTED.matcher(send(HttpRequest.newBuilder(server.uri("/clients"))));
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
