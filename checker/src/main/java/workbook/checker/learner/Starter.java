package workbook.checker.learner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;

/**
 * A server with gaps in another language than Java: the file of {@code starters/LANGUAGE/TASK}, and what is said of the
 * language beside it.
 */
public record Starter(Home home, Task task, StarterLanguage language) {

    private static final List<String> READMES = List.of("README.md", "README.zh-CN.md");

    /** The folder of the starters in this language. */
    private Path shelf() {
        return home.root().resolve("starters").resolve(language.word());
    }

    private Path folder() {
        return shelf().resolve(task.folder());
    }

    /** Whether the task has a starter in this language. */
    public boolean exists() {
        return Files.isDirectory(folder());
    }

    /**
     * Copies the starter.
     *
     * @param to a folder that is empty or does not exist
     * @return the names of the files, the one to write in first
     * @throws IOException if not all could be written
     */
    public List<String> copy(Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> own = Files.list(folder())) {
            files = Stream.concat(own.sorted(), READMES.stream().map(shelf()::resolve))
                    .toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }
}
