package workbook.checker.learner;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;

/**
 * What the learner has reached, kept in {@code .sse/progress.txt}: one line for each task, {@code 2.1 passed 8/8 done
 * 2030-01-31T12:00:00Z}, and one for each check, {@code 2.1/3 failed 2 passed 0 hint 1}. A task that has passed once
 * stays passed. Unknown lines are kept as they are, so that an older checker does not destroy what a newer one wrote.
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

    /**
     * The attempts at a check.
     *
     * @param failed how often it failed since it last passed
     * @param passed how often it passed
     * @param rung the highest hint that was asked for since it last passed; 0 for none
     */
    public record Tries(int failed, int passed, int rung) {

        private static final Tries NONE = new Tries(0, 0, 0);

        private Tries after(Verdict verdict) {
            return switch (verdict) {
                case PASSED, WARNED -> new Tries(0, passed + 1, 0);
                case FAILED -> new Tries(failed + 1, passed, rung);
                case SKIPPED, BROKEN -> this;
            };
        }
    }

    /** Latin-1, one character per byte, so that lines that are not ours survive unchanged. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private static final Pattern LINE = Pattern.compile("([\\d.]+) (\\w+) (\\d{1,3})/(\\d{1,3}) (done|open) (\\S+)");

    private static final Pattern CHECK =
            Pattern.compile("([\\d.]+/\\d{1,2}) failed (\\d{1,6}) passed (\\d{1,6}) hint ([0-3])");

    private final Path file;
    private final Map<String, Entry> entries;
    private final Map<String, Tries> tries;
    private final List<String> foreign;

    private Progress(Path file, Map<String, Entry> entries, Map<String, Tries> tries, List<String> foreign) {
        this.file = file;
        this.entries = entries;
        this.tries = tries;
        this.foreign = foreign;
    }

    /** Reads the file; an empty progress if it does not exist or cannot be read. */
    public static Progress read(Home home) {
        Path file = home.work().resolve("progress.txt");
        Map<String, Entry> entries = new TreeMap<>();
        Map<String, Tries> tries = new TreeMap<>();
        try (Stream<String> lines = Files.exists(file) ? Files.lines(file, BYTES) : Stream.empty()) {
            List<String> foreign = lines.filter(line -> !line.isBlank())
                    .filter(line -> !understood(line, entries) && !understoodOfCheck(line, tries))
                    .toList();
            return new Progress(file, entries, tries, foreign);
        } catch (IOException | java.io.UncheckedIOException e) {
            return new Progress(file, entries, tries, List.of());
        }
    }

    private static boolean understoodOfCheck(String line, Map<String, Tries> tries) {
        Matcher words = CHECK.matcher(line);
        if (words.matches()) {
            tries.put(
                    words.group(1),
                    new Tries(
                            Integer.parseInt(words.group(2)),
                            Integer.parseInt(words.group(3)),
                            Integer.parseInt(words.group(4))));
        }
        return words.matches();
    }

    private static boolean understood(String line, Map<String, Entry> entries) {
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            return false;
        }
        try {
            Entry entry = new Entry(
                    Status.valueOf(words.group(2).toUpperCase(Locale.ROOT)),
                    Integer.parseInt(words.group(3)),
                    Integer.parseInt(words.group(4)),
                    words.group(5).equals("done"),
                    Instant.parse(words.group(6)));
            entries.put(words.group(1), entry);
            return true;
        } catch (IllegalArgumentException | DateTimeException otherEdition) {
            return false;
        }
    }

    public Optional<Entry> of(Task task) {
        return Optional.ofNullable(entries.get(task.id()));
    }

    public boolean done(Task task) {
        return of(task).map(Entry::ever).orElse(false);
    }

    /** The attempts at a check, by its id. */
    public Tries tries(String check) {
        return tries.getOrDefault(check, Tries.NONE);
    }

    /** The highest number of failures among the checks of a task, each since it last passed. */
    public int tries(Task task) {
        return tries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(task.id() + "/"))
                .mapToInt(entry -> entry.getValue().failed())
                .max()
                .orElse(0);
    }

    /** The number of the first check that has failed and has not passed since. */
    public OptionalInt failing(Task task) {
        String prefix = task.id() + "/";
        return tries.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(prefix) && entry.getValue().failed() > 0)
                .mapToInt(entry -> Integer.parseInt(entry.getKey().substring(prefix.length())))
                .min();
    }

    /** The task that was checked last, if it has not passed. */
    public Optional<Task> current(Workbook workbook) {
        return workbook.tasks().stream()
                .filter(task -> of(task).isPresent())
                .max(Comparator.comparing(task -> of(task).orElseThrow().at()))
                .filter(task -> of(task).orElseThrow().status() != Status.PASSED);
    }

    /** The next task in the suggested order that exists and is not done. */
    public Optional<Task> next(Workbook workbook, Home home) {
        return workbook.suggested().stream()
                .filter(task -> !home.planned(task) && !done(task))
                .findFirst();
    }

    /**
     * Records results.
     *
     * @throws IOException if the file cannot be written; the old one is intact then
     */
    public void remember(List<TaskResult> results, Instant now) throws IOException {
        for (TaskResult result : results.stream().filter(Progress::says).toList()) {
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
            result.checks()
                    .forEach(check -> tries.put(check.id(), tries(check.id()).after(check.verdict())));
        }
        tries.values().removeIf(Tries.NONE::equals);
        write();
    }

    /**
     * Records attempts at some checks of a task, which say nothing of the task as a whole.
     *
     * @throws IOException if the file cannot be written
     */
    public void tried(List<TaskResult> results) throws IOException {
        results.stream()
                .flatMap(result -> result.checks().stream())
                .filter(check -> check.verdict() == Verdict.FAILED)
                .forEach(check -> tries.put(check.id(), tries(check.id()).after(check.verdict())));
        write();
    }

    /**
     * Records that a hint was asked for.
     *
     * @throws IOException if the file cannot be written
     */
    public void asked(String check, int rung) throws IOException {
        Tries before = tries(check);
        tries.put(check, new Tries(before.failed(), before.passed(), rung));
        write();
    }

    /**
     * Forgets the attempts at a task that is begun again. That it has passed once stays.
     *
     * @throws IOException if the file cannot be written
     */
    public void forget(Task task, Instant now) throws IOException {
        tries.keySet().removeIf(check -> check.startsWith(task.id() + "/"));
        entries.computeIfPresent(
                task.id(), (id, entry) -> new Entry(Status.NOT_STARTED, 0, entry.checks(), entry.ever(), now));
        write();
    }

    /**
     * Whether a result says something about the learner's work: not if it was skipped, or broke by a fault of the
     * checker.
     */
    private static boolean says(TaskResult result) {
        return result.status() != Status.SKIPPED && !result.broken();
    }

    private void write() throws IOException {
        Stream<String> lines = Stream.of(
                        entries.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())),
                        tries.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())),
                        foreign.stream())
                .flatMap(part -> part);
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), "progress", ".tmp");
        try {
            Files.write(fresh, lines.toList(), BYTES);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String line(String id, Entry entry) {
        return String.format(
                Locale.ROOT,
                "%s %s %d/%d %s %s",
                id,
                entry.status().word(),
                entry.passed(),
                entry.checks(),
                entry.ever() ? "done" : "open",
                entry.at());
    }

    private static String line(String check, Tries tries) {
        return String.format(
                Locale.ROOT, "%s failed %d passed %d hint %d", check, tries.failed(), tries.passed(), tries.rung());
    }
}
