package workbook.checker.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The given part of a task's page: its shell, and what all pages share. The build of the exercises does the same. */
final class PageFolder {

    private PageFolder() {}

    /** The given files; none if the task has no page. */
    static List<Path> files(Path task) {
        Path shared = web(task);
        Path shell = shared.resolve(task.getFileName());
        return Files.isDirectory(shell)
                ? Stream.of(shell, shared).flatMap(PageFolder::in).toList()
                : List.of();
    }

    /** Copies the given files into the folder {@code web} of a class path. */
    static void copy(Path task, Path classes) throws IOException {
        Path target = classes.resolve("web");
        for (Path file : files(task)) {
            Files.createDirectories(target);
            Files.copy(file, target.resolve(file.getFileName()));
        }
    }

    private static Path web(Path task) {
        return task.toAbsolutePath().getParent().getParent().resolve("web");
    }

    private static Stream<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
