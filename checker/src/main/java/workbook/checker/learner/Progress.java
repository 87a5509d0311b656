package workbook.checker.learner;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
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
import workbook.checker.files.Folders;
import workbook.checker.files.SharedFile;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Workbook;

/**
 * What the learner has reached, kept in {@code .sse/progress.txt}: one line for each task, {@code 2.1 passed 8/8 done
 * 2030-01-31T12:00:00Z}, and one for each check, {@code 2.1/3 failed 2 passed 0 hint 1}. {@code seen 2.1/3} is the
 * failure that was shown last, {@code seen 2.1} a program that did not start. A task that has passed once stays passed.
 * Unknown lines are kept as they are, so that an older checker does not destroy what a newer one wrote.
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

    private static final Pattern SEEN = Pattern.compile("seen (\\d\\.\\d)(?:/(\\d{1,2}))?");

    /**
     * The failure that was shown last.
     *
     * @param task its id
     * @param check its number; empty if the program could not be checked at all
     */
    public record Seen(String task, OptionalInt check) {

        private static Seen of(CheckResult check) {
            String[] words = check.id().split("/");
            return new Seen(words[0], OptionalInt.of(Integer.parseInt(words[1])));
        }

        private String line() {
            return "seen " + task + (check.isPresent() ? "/" + check.getAsInt() : "");
        }
    }

    private final Path file;
    private Optional<Seen> seen;
    private final Map<String, Entry> entries;
    private final Map<String, Tries> tries;
    private List<String> foreign;

    private Progress(
            Path file,
            Optional<Seen> seen,
            Map<String, Entry> entries,
            Map<String, Tries> tries,
            List<String> foreign) {
        this.file = file;
        this.seen = seen;
        this.entries = entries;
        this.tries = tries;
        this.foreign = foreign;
    }

    /** Reads the file; an empty progress if it does not exist or cannot be read. */
    public static Progress read(Home home) {
        return read(home.work().resolve("progress.txt"));
    }

    private static Progress read(Path file) {
        Map<String, Entry> entries = new TreeMap<>();
        Map<String, Tries> tries = new TreeMap<>();
        List<Seen> seen = new ArrayList<>();
        try (Stream<String> lines = Files.isRegularFile(file) ? Files.lines(file, BYTES) : Stream.empty()) {
            List<String> foreign = lines.filter(line -> !line.isBlank())
                    .filter(line -> !understood(line, entries)
                            && !understoodOfCheck(line, tries)
                            && !understoodAsSeen(line, seen))
                    .toList();
            return new Progress(file, seen.stream().findFirst(), entries, tries, foreign);
        } catch (IOException | java.io.UncheckedIOException e) {
            return new Progress(file, Optional.empty(), entries, tries, List.of());
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

    private static boolean understoodAsSeen(String line, List<Seen> seen) {
        Matcher words = SEEN.matcher(line);
        if (words.matches()) {
            OptionalInt check =
                    words.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words.group(2)));
            seen.add(new Seen(words.group(1), check));
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

    /** The failure of a task that was shown last; empty if the last one shown was another task's, or none. */
    public Optional<Seen> seen(Task task) {
        return seen.filter(failure -> failure.task().equals(task.id()));
    }

    /** The task of the failure that was shown last. */
    public Optional<Task> seen(Workbook workbook) {
        return seen.flatMap(failure -> workbook.task(failure.task()));
    }

    /**
     * Records which failure was shown: the first one of these results, or none.
     *
     * @throws IOException if the file cannot be written
     */
    public void shown(List<TaskResult> results) throws IOException {
        Optional<Seen> before = seen;
        note(results);
        if (!seen.equals(before)) {
            change(() -> note(results));
        }
    }

    private void note(List<TaskResult> results) {
        seen = results.stream().flatMap(result -> seen(result).stream()).findFirst();
    }

    private static Optional<Seen> seen(TaskResult result) {
        return result.status() == Status.ERROR && result.trouble().isPresent()
                ? Optional.of(new Seen(result.id(), OptionalInt.empty()))
                : result.foremost()
                        .filter(check -> check.verdict() == Verdict.FAILED)
                        .map(Seen::of);
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
        change(() -> add(results, now));
    }

    private void add(List<TaskResult> results, Instant now) {
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
        note(results);
    }

    /**
     * Records attempts at some checks of a task, which say nothing of the task as a whole.
     *
     * @throws IOException if the file cannot be written
     */
    public void tried(List<TaskResult> results) throws IOException {
        change(() -> {
            results.stream()
                    .flatMap(result -> result.checks().stream())
                    .filter(check -> check.verdict() == Verdict.FAILED)
                    .forEach(check -> tries.put(check.id(), tries(check.id()).after(check.verdict())));
            note(results);
        });
    }

    /**
     * Records that a hint was asked for.
     *
     * @throws IOException if the file cannot be written
     */
    public void asked(String check, int rung) throws IOException {
        change(() -> {
            Tries before = tries(check);
            tries.put(check, new Tries(before.failed(), before.passed(), rung));
        });
    }

    /**
     * Forgets the attempts at a task that is begun again. That it has passed once stays.
     *
     * @throws IOException if the file cannot be written
     */
    public void forget(Task task, Instant now) throws IOException {
        change(() -> {
            tries.keySet().removeIf(check -> check.startsWith(task.id() + "/"));
            seen = seen.filter(failure -> !failure.task().equals(task.id()));
            entries.computeIfPresent(
                    task.id(), (id, entry) -> new Entry(Status.NOT_STARTED, 0, entry.checks(), entry.ever(), now));
        });
    }

    /**
     * Whether a result says something about the learner's work: not if it was skipped, or broke by a fault of the
     * checker.
     */
    private static boolean says(TaskResult result) {
        return result.status() != Status.SKIPPED && !result.broken();
    }

    /** Changes what the file has now: another command may have written since it was read. */
    private void change(Runnable what) throws IOException {
        SharedFile.change(file, () -> {
            Progress now = read(file);
            entries.clear();
            entries.putAll(now.entries);
            tries.clear();
            tries.putAll(now.tries);
            seen = now.seen;
            foreign = now.foreign;
            what.run();
            write();
            return null;
        });
    }

    private void write() throws IOException {
        Stream<String> lines = Stream.of(
                        entries.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())),
                        tries.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())),
                        seen.stream().map(Seen::line),
                        foreign.stream())
                .flatMap(part -> part);
        Folders.replace(file, fresh -> Files.write(fresh, lines.toList(), BYTES));
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
