package workbook.checker.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds, told by itself and by the system, and not by the program that runs in it.
 *
 * @param threads Java threads, the virtual ones too
 * @param timers tasks that wait in a {@code ScheduledExecutorService}, after a collection of garbage
 * @param sockets open ones, the listening one too; empty where the system does not tell
 */
public record ProcessFacts(int threads, int timers, OptionalInt sockets) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern THREAD = Pattern.compile("\"tid\":");
    private static final Pattern TIMER =
            Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +\\S*ScheduledThreadPoolExecutor\\$ScheduledFutureTask\\b");

    /** Asks a process that belongs to the same user; empty if it is no JVM that answers {@code jcmd}. */
    public static Optional<ProcessFacts> of(long pid) {
        try {
            Path folder = Files.createTempDirectory("sse-facts");
            try {
                return ask(pid, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException noJcmd) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was asked", e);
        }
    }

    private static Optional<ProcessFacts> ask(long pid, Path folder) throws IOException, InterruptedException {
        Path threads = folder.resolve("threads.json");
        Path questions = folder.resolve("questions");
        Path answers = folder.resolve("answers");
        // Both in one file, because each start of jcmd costs as much as the answers.
        Files.writeString(questions, "Thread.dump_to_file -format=json " + threads + "\nGC.class_histogram\n");
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        Long.toString(pid),
                        "-f",
                        questions.toString())
                .redirectErrorStream(true)
                .redirectOutput(answers.toFile())
                .start();
        if (!jcmd.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            jcmd.destroyForcibly().waitFor();
            return Optional.empty();
        }
        if (jcmd.exitValue() != 0 || !Files.exists(threads)) {
            return Optional.empty();
        }
        return Optional.of(new ProcessFacts(count(threads), timers(answers), sockets(pid)));
    }

    /** A quote inside a thread's name is escaped, so the key is found nowhere else. */
    private static int count(Path threads) throws IOException {
        return (int) THREAD.matcher(Files.readString(threads)).results().count();
    }

    private static int timers(Path histogram) throws IOException {
        return TIMER.matcher(Files.readString(histogram, StandardCharsets.ISO_8859_1))
                .results()
                .mapToInt(row -> Integer.parseInt(row.group(1)))
                .sum();
    }

    private static OptionalInt sockets(long pid) {
        Path open = Path.of("/proc", Long.toString(pid), "fd");
        if (!Files.isDirectory(open)) {
            return OptionalInt.empty();
        }
        try (Stream<Path> files = Files.list(open)) {
            return OptionalInt.of((int) files.filter(ProcessFacts::isSocket).count());
        } catch (IOException | UncheckedIOException notOurs) {
            return OptionalInt.empty();
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
