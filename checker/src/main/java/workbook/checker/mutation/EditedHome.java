package workbook.checker.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import workbook.checker.files.Folders;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** A folder of its own for one exercise with other sources, beside the libraries and pages of the workbook. */
public final class EditedHome implements AutoCloseable {

    private final Home home;

    private EditedHome(Home home) {
        this.home = home;
    }

    /** @param texts sources by their path in the folder of the task */
    public static EditedHome of(Home original, Task task, Map<Path, String> texts) {
        try {
            Home copy = new Home(Files.createTempDirectory("edited-solution").toRealPath());
            Path exercise = copy.folder(Tree.EXERCISES, task);
            for (Map.Entry<Path, String> text : texts.entrySet()) {
                Path target = exercise.resolve(text.getKey().toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, text.getValue());
            }
            Files.createSymbolicLink(
                    copy.exerciseLibraries().getParent(),
                    original.exerciseLibraries().getParent());
            Files.createSymbolicLink(copy.root().resolve("web"), original.root().resolve("web"));
            return new EditedHome(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a learner writes in the folder of a task: the sources, the resources, and the answers where it has them. */
    public static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder.resolve("src/main"))) {
            return Stream.concat(files, Stream.of(folder.resolve("answers.yaml")))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with their texts, by their path in the folder. */
    public static Map<Path, String> texts(Path folder) {
        Map<Path, String> texts = new TreeMap<>();
        try {
            for (Path file : sources(folder)) {
                texts.put(folder.relativize(file), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Home home() {
        return home;
    }

    @Override
    public void close() {
        Folders.deleteIfPossible(home.root());
    }
}
