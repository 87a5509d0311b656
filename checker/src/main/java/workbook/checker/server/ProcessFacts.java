package workbook.checker.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds, as the JVM and the system report it, not the program that runs in it.
 *
 * @param threads Java threads, the virtual ones too, and ended ones that something still refers to
 * @param timers tasks that wait in a {@code ScheduledExecutorService} or a {@code java.util.Timer}
 * @param sockets open ones, the listening one too; empty where the system does not tell
 * @param objects how many are in use of each class of an exercise, of each queue, and of each stream that Helidon made
 */
public record ProcessFacts(int threads, int timers, OptionalInt sockets, Map<String, Integer> objects) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * Objects are counted that are still in use after a collection of garbage; a thread is, at least until it ends. A dump of the
     * threads would tell the same, but that of virtual threads that come and go has crashed JDK 25.
     */
    private static final List<String> QUESTIONS = List.of(
            "VM.class_hierarchy -s java.lang.Thread",
            "VM.class_hierarchy -s java.util.TimerTask",
            "GC.class_histogram");

    private static final String SCHEDULED = "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask";
    private static final Pattern CLASS = Pattern.compile("^[| ]*\\|--([^/\\s]+)");

    /** What a program keeps of a client that it knows: its own objects and lambdas, a queue, a sink or the output of an answer. */
    private static final Pattern KEPT =
            Pattern.compile("workbook\\..*|java\\.util\\.(concurrent\\.)?\\w*(Queue|Deque|LinkedList|Publisher|Future)"
                    + "|io\\.helidon\\..*(Sink|OutputStream|ServerResponse)");

    private static final Pattern COUNT = Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +(\\S+)");

    /**
     * Asks a process that belongs to the same user.
     *
     * @return empty if it is no JVM that answers {@code jcmd}, or has ended
     */
    public static Optional<ProcessFacts> of(long pid) {
        try {
            Path answers = Files.createTempFile("sse-facts", ".txt");
            try {
                return ask(pid, answers);
            } finally {
                Files.deleteIfExists(answers);
            }
        } catch (IOException noJcmd) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was asked", e);
        }
    }

    private static Optional<ProcessFacts> ask(long pid, Path answers) throws IOException, InterruptedException {
        Path questions = Files.createTempFile("sse-facts", ".jcmd");
        try {
            // All commands stand in one file, because each start of jcmd costs as much as the answers.
            Files.write(questions, QUESTIONS);
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
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
            return jcmd.exitValue() == 0 ? Optional.of(read(answers, sockets(pid))) : Optional.empty();
        } finally {
            Files.deleteIfExists(questions);
        }
    }

    /** Reads the answers: first the names of classes that are threads or timers, then the number of objects of every class. */
    private static ProcessFacts read(Path answers, OptionalInt sockets) throws IOException {
        Set<String> timers = new HashSet<>(Set.of(SCHEDULED));
        Set<String> threads = new HashSet<>();
        Set<String> named = threads;
        int threadCount = 0;
        int timerCount = 0;
        Map<String, Integer> objects = new TreeMap<>();
        for (String line : Files.readAllLines(answers, StandardCharsets.ISO_8859_1)) {
            Matcher type = CLASS.matcher(line);
            Matcher row = COUNT.matcher(line);
            if (type.find()) {
                named = type.group(1).equals("java.util.TimerTask") ? timers : named;
                named.add(type.group(1));
            } else if (row.find()) {
                int count = Integer.parseInt(row.group(1));
                threadCount += threads.contains(row.group(2)) ? count : 0;
                timerCount += timers.contains(row.group(2)) ? count : 0;
                String name = row.group(2).replaceFirst("/.*", ""); // what tells hidden classes apart
                if (KEPT.matcher(name).matches()) {
                    objects.merge(name, count, Integer::sum);
                }
            }
        }
        return new ProcessFacts(threadCount, timerCount, sockets, objects);
    }

    /** The open sockets of any process of the same user; empty where the system does not tell. */
    public static OptionalInt socketsOf(long pid) {
        return sockets(pid);
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
}
