package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A long day in a few seconds: many lines, many rotations, and viewers that pause and resume, in a process of its own. */
@Timeout(120)
class ManyRotationsTest {

    private static final int LINES = 200_000;
    private static final int ROTATIONS = 20;
    private static final int VIEWERS = 3;
    private static final int LONGEST_PAUSE = 30_000;
    private static final int FARTHEST = 60_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger written = new AtomicInteger();
    private Path log;
    private Process server;
    private URI events;

    @BeforeEach
    void startServer(@TempDir Path folder) throws IOException {
        log = folder.resolve("app.log");
        Files.writeString(log, line(written.incrementAndGet()));
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-Dserver.port=0",
                        "-Dlog.demo=false",
                        "-Dlog.file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "workbook.Main")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = server.inputReader().readLine();
        events = URI.create(said.replace("listening on ", "") + "/events");
    }

    @AfterEach
    void stopServer() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }

    @Test
    void nothingIsLostAndNothingComesTwice() throws Exception {
        List<Viewer> viewers = new ArrayList<>();
        for (int n = 0; n < VIEWERS; n++) {
            viewers.add(new Viewer());
            view(viewers.get(n), 1); // a viewer that joins without an id gets the last lines only
        }
        long before = resident();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> watching = new ArrayList<>();
            for (Viewer viewer : viewers) {
                Random random = new Random(watching.size());
                watching.add(threads.submit(() -> watchWithPauses(viewer, random)));
            }
            Viewer witness = new Viewer();
            view(witness, 1);
            watching.add(threads.submit(() -> watch(witness)));
            write(viewers, witness);
            for (Future<?> future : watching) {
                future.get();
            }
        }
        for (Viewer viewer : viewers) {
            System.out.printf(
                    "viewer: %d lines, %d lost, %d doubled, %d pauses%n",
                    viewer.seen, viewer.lost, viewer.doubled, viewer.pauses);
            assertEquals(0, viewer.lost + viewer.doubled + viewer.resets);
        }
        System.out.printf(
                "%d lines, %d rotations; resident: %d MiB before, %d MiB after%n",
                LINES, ROTATIONS, before >> 10, resident() >> 10);
    }

    /** @param witness reads without a pause, which shows what the server has seen */
    private void write(List<Viewer> viewers, Viewer witness) throws IOException, InterruptedException {
        for (int file = 0; file <= ROTATIONS; file++) {
            int first = written.get() + 1;
            int until = LINES / (ROTATIONS + 1) * (file + 1) + (file == ROTATIONS ? LINES % (ROTATIONS + 1) : 0);
            try (Writer out = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (written.get() < until) {
                    out.write(line(written.incrementAndGet()));
                    if (written.get() % 1000 == 0) {
                        out.flush();
                        awaitSlowest(viewers);
                    }
                }
            }
            if (file < ROTATIONS) {
                await(() -> witness.seen >= first); // a file that the server has not looked at does not count
                Files.move(log, log.resolveSibling("app.log." + file));
            }
        }
    }

    /** A machine that is too slow for the test must not lose more generations than the server holds. */
    private void awaitSlowest(List<Viewer> viewers) throws InterruptedException {
        await(() -> viewers.stream().noneMatch(viewer -> written.get() - viewer.seen > FARTHEST));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }

    private static String line(int number) {
        return "line " + number + " of a day that is long and full of rotations\n";
    }

    private static final class Viewer {
        String lastId = "";
        volatile int seen;
        int doubled;
        int lost;
        int pauses;
        int resets;

        void take(String data) {
            int number = Integer.parseInt(data.split(" ")[1]);
            doubled += number <= seen ? 1 : 0;
            lost += Math.max(0, number - seen - 1);
            seen = Math.max(seen, number);
        }
    }

    private Viewer watch(Viewer viewer) throws IOException, InterruptedException {
        view(viewer, LINES);
        return viewer;
    }

    private Viewer watchWithPauses(Viewer viewer, Random random) throws IOException, InterruptedException {
        while (viewer.seen < LINES) {
            view(viewer, Math.min(LINES, viewer.seen + 1 + random.nextInt(20_000)));
            int resumeAt = Math.min(LINES, viewer.seen + random.nextInt(LONGEST_PAUSE));
            await(() -> written.get() >= resumeAt);
            viewer.pauses++;
        }
        return viewer;
    }

    /** Reads until it has seen a line, then closes in mid-stream. */
    private void view(Viewer viewer, int until) throws IOException, InterruptedException {
        URI uri = viewer.lastId.isEmpty() ? events : URI.create(events + "?after=" + viewer.lastId);
        HttpResponse<InputStream> response =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String id = "";
            while (viewer.seen < until) {
                String line = lines.readLine();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: line ")) {
                    viewer.take(line.substring(6));
                    viewer.lastId = id;
                } else if (line.equals("event: reset")) {
                    viewer.resets++;
                }
            }
        }
    }

    /** The resident memory of the server in KiB; 0 where there is no /proc. */
    private long resident() throws IOException {
        Path status = Path.of("/proc", Long.toString(server.pid()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                : 0;
    }
}
