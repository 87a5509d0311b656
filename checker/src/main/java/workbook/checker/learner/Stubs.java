package workbook.checker.learner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import workbook.checker.files.Folders;
import workbook.checker.grading.Grader;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;

/**
 * The exercises as they were when the learner first saw them, kept in {@code .sse/stubs}. They tell where a TODO stood,
 * what a solution adds, and what to go back to. Git could tell only where it is installed and the exercises were
 * committed.
 */
public final class Stubs {

    /** The parts of an exercise that the learner changes. */
    private static final List<String> PARTS = List.of("src/main", "answers.yaml", "predict.txt");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private Stubs() {}

    /**
     * Keeps each exercise that is not kept yet and still has all its TODOs.
     *
     * @throws IOException if one cannot be kept; those before it are
     */
    public static void keep(Home home, Workbook workbook) throws IOException {
        try {
            for (Task task : workbook.tasks()) {
                if (!home.planned(task) && !Files.exists(home.stub(task))) {
                    keep(home, task);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether the exercise was kept, so that the task can be begun again. */
    public static boolean kept(Home home, Task task) {
        return Files.isDirectory(home.stub(task));
    }

    /**
     * Puts an exercise back to its beginning.
     *
     * @return the folder that now holds the learner's files
     * @throws IOException if not everything could be written; the learner's files are kept even then
     */
    public static Path restore(Home home, Task task, Instant now) throws IOException {
        Path exercise = home.folder(Tree.EXERCISES, task);
        Path backup = home.work().resolve("backup").resolve(task.folder() + "-" + STAMP.format(now));
        Folders.copy(exercise, PARTS, backup);
        for (String part : PARTS) {
            // A part that an older edition did not keep is left alone.
            if (Files.exists(home.stub(task).resolve(part))) {
                Folders.delete(exercise.resolve(part));
            }
        }
        Folders.add(home.stub(task), PARTS, exercise);
        return backup;
    }

    private static void keep(Home home, Task task) throws IOException {
        Path exercise = home.folder(Tree.EXERCISES, task);
        if (untouched(exercise, Grader.todos(task))) {
            Folders.copy(exercise, PARTS, home.stub(task));
        }
    }

    private static boolean untouched(Path exercise, Set<Integer> numbers) throws IOException {
        List<String> files =
                Folders.files(exercise, PARTS).stream().map(Stubs::text).toList();
        return !numbers.isEmpty()
                && numbers.stream().map(number -> "TODO " + number + ":").allMatch(todo -> files.stream()
                        .anyMatch(file -> file.contains(todo)));
    }

    /** Reads a file as Latin-1, one character per byte, so that pictures do no harm. */
    private static String text(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return String.join("\n", lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
