package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;
import workbook.checker.Sample;
import workbook.checker.files.Folders;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.Verdict;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.server.ProcessTree;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * The line that a failure prints is run alone, by a shell, against the faulty server: it shows again what the failure
 * points at, or the status and the media type where it points at no byte. A run tries a few faulty servers of some tasks;
 * with {@code -P thorough}, of all tasks.
 */
@Needs("curl")
@Execution(ExecutionMode.CONCURRENT)
class TryItTest {

    private static final Home HOME = Home.find();
    private static final Workbook WORKBOOK = WorkbookReader.workbook(HOME);

    private static final int TASKS_ONE_IN = 3;

    /** So many lines of a task are run; of many faulty servers nothing comes that a line could show. */
    private static final int ENOUGH = 2;

    /** The same where much is asked for. */
    private static final int MORE = 4;

    private static final int MOST = 14;

    /**
     * Shows itself to a second client only, by who listened before, between two threads, or behind more messages than anybody
     * posts again.
     */
    private static final Set<String> BEYOND_A_LINE = Set.of(
            "1.1 own: a client that leaves the events ends the ticker of all",
            "1.1 own: one listener for all clients",
            "2.3 takeover: a new client takes the stream over",
            "3.1 limit: a replay of the newest fifty, and then live",
            "3.1 age: a full buffer forgets what is older than a second",
            "3.1 R10b: what is replayed is taken out of the buffer",
            "3.1 R4b: first the live stream, then the copy of the buffer",
            "3.3 R10: one queue for all clients",
            "3.1 nobody: keeps messages only while somebody listens",
            "3.1 limit: a replay of the first eight hundred, and then live");

    private static final int AT_ONCE = 4;
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(12);
    private static final int LONGEST_TEXT = 60;
    private static final int MOST_SHOWN = 1500;

    private static final Pattern STATUS = Pattern.compile("(?:HTTP/1\\.[01] |^)([1-5])([0-9])([0-9]) ");
    private static final Pattern MEDIA_TYPE = Pattern.compile(" · ([a-z]+/[a-z-]+)");

    /** What a line showed, and whether it was what it must show. */
    private record Outcome(Variant variant, String line, Map<String, Integer> wanted, String got) {

        boolean shown() {
            return shows(got, wanted);
        }

        @Override
        public String toString() {
            return "%s (%s)%n%s%nwanted %s%ngot    %s"
                    .formatted(
                            variant,
                            variant.kills(),
                            line,
                            wanted,
                            got.substring(0, Math.min(MOST_SHOWN, got.length())));
        }
    }

    @Test
    void theLineShowsTheFault() throws InterruptedException, ExecutionException {
        Sample sample = Sample.asked();
        Map<Task, Future<List<Outcome>>> tasks = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            sample.part(tasks(), TASKS_ONE_IN)
                    .forEach(task -> tasks.put(task, threads.submit(() -> outcomes(task, sample))));
        }
        List<Outcome> vain = new ArrayList<>();
        for (Map.Entry<Task, Future<List<Outcome>>> task : tasks.entrySet()) {
            List<Outcome> outcomes = task.getValue().get();
            vain.addAll(outcomes.stream().filter(outcome -> !outcome.shown()).toList());
            assertTrue(outcomes.stream().anyMatch(Outcome::shown), task.getKey().id() + ", " + sample);
        }
        assertEquals("", vain.stream().map(Outcome::toString).collect(Collectors.joining("\n\n")), sample::toString);
    }

    private static List<Outcome> outcomes(Task task, Sample sample) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Variant variant : inOrder(task, sample)) {
            tried(task, variant).ifPresent(outcomes::add);
            if (outcomes.size() == (sample.whole() ? MORE : ENOUGH)) {
                break;
            }
        }
        return outcomes;
    }

    /** Those of one server: 6.1 has two nodes and a log, which no line starts. */
    private static List<Task> tasks() {
        return WORKBOOK.checklist().stream()
                .filter(task -> !served(task).isEmpty())
                .toList();
    }

    private static List<Variant> served(Task task) {
        return FaultMatrix.variants(task.id()).stream()
                .filter(variant ->
                        !variant.kills().isEmpty() && handler(variant).isPresent())
                .filter(variant -> !BEYOND_A_LINE.contains(variant.toString()))
                .toList();
    }

    /** All of a task, those of different checks first, so that they are of different kinds. */
    private static List<Variant> inOrder(Task task, Sample sample) {
        List<Variant> all = new ArrayList<>(served(task));
        Collections.rotate(all, (int) (sample.seed() % all.size()));
        Map<String, Variant> byCheck = new LinkedHashMap<>();
        all.forEach(variant -> byCheck.putIfAbsent(variant.kills(), variant));
        return Stream.concat(byCheck.values().stream(), all.stream())
                .distinct()
                .limit(sample.whole() ? all.size() : MOST)
                .toList();
    }

    private static Optional<Handler> handler(Variant variant) {
        return switch (variant.subject()) {
            case Served(Handler handler) -> Optional.of(handler);
            case Standalone.Alone(Handler handler) -> Optional.of(handler);
            default -> Optional.empty();
        };
    }

    /** What the line of a variant shows; empty if it was not failed, or nothing came that a line could show. */
    private static Optional<Outcome> tried(Task task, Variant variant) throws IOException {
        Path folder = Files.createTempDirectory("workbook").toRealPath();
        Home home = home(folder);
        try (ScriptedServer server = Handler.start(0, handler(variant).orElseThrow())) {
            Optional<Finding> finding = finding(grade(home, task, variant, server));
            Map<String, Integer> wanted = finding.map(TryItTest::wanted).orElse(Map.of());
            if (wanted.isEmpty()) {
                return Optional.empty();
            }
            String line = finding.get().reproduce();
            return Optional.of(
                    new Outcome(variant, line, wanted, run(home, line.replaceFirst(" \\| cat -v$", ""), wanted)));
        } finally {
            Folders.deleteIfPossible(folder);
        }
    }

    /** The workbook with a folder of its own for what the checker writes: the tests beside this one write, too. */
    private static Home home(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(HOME.root())) {
            for (Path entry :
                    entries.filter(entry -> !entry.equals(HOME.work())).toList()) {
                Files.createSymbolicLink(folder.resolve(entry.getFileName()), entry);
            }
        }
        return new Home(folder);
    }

    private static Report grade(Home home, Task task, Variant variant, ScriptedServer server) {
        GradingOptions options = GradingOptions.of(
                        home, WORKBOOK, WorkbookReader.knobs(HOME), new Target.Folder(Tree.EXERCISES))
                .withOnly(Set.of(variant.check()))
                .withTarget(new Target.Url(server.uri()));
        return Grader.grade(List.of(task), options, GradingListener.NONE);
    }

    private static Optional<Finding> finding(Report report) {
        return report.tasks().getFirst().checks().stream()
                .filter(check -> check.verdict() == Verdict.FAILED)
                .map(CheckResult::finding)
                .flatMap(Optional::stream)
                .findFirst()
                .filter(finding -> !finding.reproduce().isEmpty());
    }

    // --- what must be seen

    private static Map<String, Integer> wanted(Finding finding) {
        return finding.conversations().stream()
                .filter(TryItTest::pointsAtBytes)
                .findFirst()
                .map(talk -> Map.of(marked(talk), times(talk)))
                .orElseGet(() -> head(finding));
    }

    private static boolean pointsAtBytes(Conversation talk) {
        return talk.mark()
                .filter(mark -> talk.lines().get(mark.line()).kind() == WireLine.Kind.BYTES)
                .isPresent();
    }

    private static String marked(Conversation talk) {
        return start(talk.lines().get(talk.mark().orElseThrow().line()));
    }

    /** How often the line came until it was the wrong one. Of heartbeats that came instead of something, two will do. */
    private static int times(Conversation talk) {
        int most = marked(talk).startsWith(":") ? 2 : Integer.MAX_VALUE;
        return (int) Math.min(
                most,
                talk.lines().subList(0, talk.mark().orElseThrow().line() + 1).stream()
                        .filter(line -> line.kind() == WireLine.Kind.BYTES)
                        .filter(line -> start(line).equals(marked(talk)))
                        .count());
    }

    /** Of an answer without any body curl writes the head to a pipe when it ends, so it is not waited for. */
    private static Map<String, Integer> head(Finding finding) {
        return finding.conversations().stream()
                .filter(talk -> talk.reproduce().equals(finding.reproduce()))
                .filter(talk -> talk.lines().stream().anyMatch(line -> line.kind() == WireLine.Kind.BYTES))
                .flatMap(talk -> talk.lines().stream())
                .filter(line -> line.kind() == WireLine.Kind.HEAD)
                .map(line -> line.text().en())
                .findFirst()
                .map(TryItTest::statusAndType)
                .orElse(Map.of());
    }

    private static Map<String, Integer> statusAndType(String head) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        STATUS.matcher(head).results().limit(1).forEach(status -> wanted.put(like(status.group()), 1));
        MEDIA_TYPE.matcher(head).results().limit(1).forEach(type -> wanted.put(type.group(1), 1));
        return wanted;
    }

    private static String start(WireLine line) {
        String text = like(line.text().en());
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }

    /** Times, counts, ids and random words differ from run to run; the digits of a status become letters. */
    private static String like(String text) {
        return STATUS.matcher(text)
                .replaceAll(status ->
                        "status " + letter(status.group(1)) + letter(status.group(2)) + letter(status.group(3)))
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "0")
                .replaceAll("[0-9]+", "0");
    }

    private static char letter(String digit) {
        return (char) ('a' + digit.charAt(0) - '0');
    }

    private static boolean shows(String got, Map<String, Integer> wanted) {
        return wanted.entrySet().stream().allMatch(line -> count(got, line.getKey()) >= line.getValue());
    }

    private static int count(String got, String wanted) {
        int count = 0;
        for (int at = got.indexOf(wanted); at >= 0; at = got.indexOf(wanted, at + wanted.length())) {
            count++;
        }
        return count;
    }

    // --- the shell

    private static String run(Home home, String line, Map<String, Integer> wanted) throws IOException {
        ProcessTree shell = ProcessTree.start(new ProcessBuilder("sh", "-c", line)
                .directory(home.root().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Thread reader =
                Thread.ofPlatform().daemon().start(() -> drain(shell.root().getInputStream(), all));
        long deadline = System.nanoTime() + LIMIT;
        try {
            while (!shows(got(all), wanted) && System.nanoTime() < deadline) {
                reader.join(Duration.ofMillis(20));
                if (!reader.isAlive()) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shell.end(Duration.ZERO);
        }
        return got(all);
    }

    private static String got(ByteArrayOutputStream all) {
        return like(WireText.of(all.toByteArray()).text());
    }

    private static void drain(InputStream output, ByteArrayOutputStream all) {
        try {
            byte[] buffer = new byte[8192];
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (IOException killed) {
            return;
        }
    }
}
