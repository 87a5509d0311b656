package workbook.checker.classroom.board;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.classroom.board.BoardClient.Outcome;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/**
 * A class that checks every few seconds, and a board that is stopped and started in between. Not a test: its main takes
 * the number of learners and of seconds. Learners, board and page share one process, so CPU and memory are those of all
 * together.
 */
final class ManyLearners {

    private static final TaskCatalogue CATALOGUE = new TaskCatalogue(Home.find(), WorkbookReader.workbook(Home.find()));
    private static final Pattern TRY = Pattern.compile("\"name\":\"(\\w+)\".*\"tries\":(\\d+)");

    /** When each report was sent, by learner and number of the attempt. */
    private final Map<String, Long> sent = new ConcurrentHashMap<>();

    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final List<Long> delays = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refused = new AtomicInteger();

    private ManyLearners() {}

    public static void main(String[] args) throws Exception {
        int learners = args.length > 0 ? Integer.parseInt(args[0]) : 300;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        new ManyLearners().run(learners, seconds);
    }

    private void run(int learners, int seconds) throws Exception {
        Path file = Files.createTempDirectory("board").resolve("reports.jsonl");
        BoardServer board = BoardServer.start(file, CATALOGUE, "127.0.0.1", 0);
        int port = board.port();
        String code = board.code();
        long cpu = cpu();
        long begun = System.nanoTime();
        long end = begun + seconds * 1_000_000_000L;
        Thread page = Thread.ofPlatform().daemon().start(() -> watch(port));
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < learners; i++) {
            Membership member = new Membership(URI.create("http://127.0.0.1:" + port + "/"), "learner" + i, code);
            all.add(Thread.ofVirtual().start(() -> learn(member, end)));
        }
        Thread.sleep(seconds * 500L);
        long stopped = System.nanoTime();
        board.close();
        board = BoardServer.start(file, CATALOGUE, "127.0.0.1", port);
        double away = (System.nanoTime() - stopped) / 1e9;
        for (Thread learner : all) {
            learner.join();
        }
        double took = (System.nanoTime() - begun) / 1e9;
        Thread.sleep(1000);
        double used = (cpu() - cpu) / 1e9;
        page.interrupt();
        board.close();
        say(file, took, used, away);
    }

    private void learn(Membership member, long end) {
        BoardMessage message = new BoardMessage(
                member.name(), Map.of("3.1", new BoardMessage.TaskState("failed", Map.of(3, "failed"))));
        int count = 0;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(3000));
            while (System.nanoTime() < end) {
                // A report without an answer may have been taken all the same: the number tells which one came.
                sent.put(member.name() + "/" + (count + 1), System.nanoTime());
                if (BoardClient.bring(member, message) == Outcome.TAKEN) {
                    count++;
                    taken.put(member.name(), count);
                } else {
                    refused.incrementAndGet();
                }
                Thread.sleep(ThreadLocalRandom.current().nextInt(2000, 4000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(int port) {
        String last = "";
        while (!Thread.currentThread().isInterrupted()) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                String id = last.isEmpty() ? "" : "Last-Event-ID: " + last + "\r\n";
                socket.getOutputStream()
                        .write(("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n" + id + "\r\n").getBytes());
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line.startsWith("id: ") ? line.substring(4) : last;
                    Matcher row = TRY.matcher(line);
                    if (line.startsWith("data: {\"name\"") && row.find()) {
                        Long at = sent.get(row.group(1) + "/" + row.group(2));
                        if (at != null) {
                            delays.add(System.nanoTime() - at);
                        }
                    }
                }
            } catch (IOException restarting) {
                Thread.onSpinWait();
            }
        }
    }

    private void say(Path file, double took, double used, double away) throws IOException {
        Map<String, Integer> kept = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher name = Pattern.compile("^\\{\"name\":\"(\\w+)\"").matcher(line);
            if (name.find()) {
                kept.merge(name.group(1), 1, Integer::sum);
            }
        }
        int lost = taken.entrySet().stream()
                .mapToInt(entry -> Math.max(0, entry.getValue() - kept.getOrDefault(entry.getKey(), 0)))
                .sum();
        List<Long> sorted = delays.stream().sorted().toList();
        System.gc();
        Runtime heap = Runtime.getRuntime();
        System.out.printf(
                "%d learners, %.1f s, %d reports taken, %d not reached (board away %.2f s), lost %d%n"
                        + "seen by the page: %d; from check to board: median %.1f ms, p99 %.1f ms, max %.1f ms%n"
                        + "CPU %.0f %% of one core, heap after a collection %.1f MB, file %d KB%n",
                taken.size(),
                took,
                taken.values().stream().mapToInt(Integer::intValue).sum(),
                refused.get(),
                away,
                lost,
                sorted.size(),
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                sorted.getLast() / 1e6,
                100 * used / took,
                (heap.totalMemory() - heap.freeMemory()) / 1e6,
                Files.size(file) / 1024);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
