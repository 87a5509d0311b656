package workbook.checker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import workbook.checker.report.Status;
import workbook.checker.report.TaskResult;
import workbook.checker.report.Verdict;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;

/**
 * What the learner has reached, kept in {@code .sse/progress.txt}: a line a task, {@code 2.1 passed 8/8
 * done 2030-01-31T12:00:00Z}. A task that has passed once stays passed. Lines that nobody understands are kept as they are, so
 * that an older checker loses nothing of a newer one.
 */
public final class Progress {

    /**
     * The latest state of a task.
     *
     * @param passed checks that passed
     * @param checks all its checks
     * @param ever whether the task has passed once
     */
    public record Entry(Status status, int passed, int checks, boolean ever, Instant at) {}

    private final Path file;
    private final Map<String, Entry> entries;
    private final List<String> foreign;

    private Progress(Path file, Map<String, Entry> entries, List<String> foreign) {
        this.file = file;
        this.entries = entries;
        this.foreign = foreign;
    }

    /** Reads the file; an empty progress if there is none or it cannot be read. */
    public static Progress read(Home home) {
        Path file = home.work().resolve("progress.txt");
        Map<String, Entry> entries = new TreeMap<>();
        try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.empty()) {
            List<String> foreign = lines.filter(line -> !line.isBlank())
                    .filter(line -> !understood(line, entries))
                    .toList();
            return new Progress(file, entries, foreign);
        } catch (IOException | java.io.UncheckedIOException e) {
            return new Progress(file, entries, List.of());
        }
    }

    private static boolean understood(String line, Map<String, Entry> entries) {
        try {
            String[] words = line.split("[ /]");
            Entry entry = new Entry(
                    Status.valueOf(words[1].toUpperCase(Locale.ROOT)),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    words[4].equals("done"),
                    Instant.parse(words[5]));
            entries.put(words[0], entry);
            return true;
        } catch (RuntimeException otherEdition) {
            return false;
        }
    }

    public Optional<Entry> of(Task task) {
        return Optional.ofNullable(entries.get(task.id()));
    }

    public boolean done(Task task) {
        return of(task).map(Entry::ever).orElse(false);
    }

    /** The next task in the suggested order that is there and not done. */
    public Optional<Task> next(Workbook workbook, Home home) {
        return workbook.suggested().stream()
                .filter(task -> !home.planned(task) && !done(task))
                .findFirst();
    }

    /**
     * Remembers results.
     *
     * @throws IOException if the file cannot be written; the old one is whole then
     */
    public void remember(List<TaskResult> results, Instant now) throws IOException {
        for (TaskResult result : results) {
            boolean ever = result.status() == Status.PASSED
                    || Optional.ofNullable(entries.get(result.id()))
                            .map(Entry::ever)
                            .orElse(false);
            entries.put(
                    result.id(),
                    new Entry(
                            result.status(),
                            (int) (result.count(Verdict.PASSED) + result.count(Verdict.WARNED)),
                            result.checks().size(),
                            ever,
                            now));
        }
        write();
    }

    private void write() throws IOException {
        Stream<String> lines = Stream.concat(
                entries.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())), foreign.stream());
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), "progress", ".tmp");
        Files.write(fresh, lines.toList());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String line(String id, Entry entry) {
        return "%s %s %d/%d %s %s"
                .formatted(
                        id,
                        entry.status().word(),
                        entry.passed(),
                        entry.checks(),
                        entry.ever() ? "done" : "open",
                        entry.at());
    }
}
