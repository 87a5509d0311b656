package workbook.checker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** A workbook in a temporary folder, for a test that writes in it. It is built: the libraries are there. */
record WorkbookCopy(Home home) {

    private static final Path LIBRARIES = Path.of("exercises/target/lib");

    static WorkbookCopy in(Path folder) {
        Path root = Home.find().root();
        for (String part : List.of("config", "exercises", "solutions")) {
            copy(root.resolve(part), folder.resolve(part));
        }
        copy(root.resolve(LIBRARIES), folder.resolve(LIBRARIES));
        return new WorkbookCopy(new Home(folder));
    }

    Path file(String path) {
        return home.root().resolve(path);
    }

    String read(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String path, String text) {
        try {
            Files.createDirectories(file(path).getParent());
            Files.writeString(file(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(String path, String from, String to) {
        String text = read(path);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(path + " has no \"" + from + "\"");
        }
        write(path, text.replace(from, to));
    }

    /** The exercise as it is in the workbook. */
    void restore(String id) {
        Task task = WorkbookReader.workbook(home).task(id).orElseThrow();
        Path source = Path.of("src", "main");
        copy(
                Home.find().folder(Tree.EXERCISES, task).resolve(source),
                home.folder(Tree.EXERCISES, task).resolve(source));
    }

    void delete(String path) {
        try {
            Files.deleteIfExists(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The learner has written what the solution has. */
    void solve(String id) {
        Task task = WorkbookReader.workbook(home).task(id).orElseThrow();
        Path source = Path.of("src", "main"); // the lesson stays what it is
        copy(
                home.folder(Tree.SOLUTIONS, task).resolve(source),
                home.folder(Tree.EXERCISES, task).resolve(source));
    }

    /** Everything below a folder, but what a build has made. */
    private static void copy(Path from, Path to) {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    if (folder.endsWith("target")) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    Files.createDirectories(to.resolve(from.relativize(folder)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path copy = to.resolve(from.relativize(file));
                    Files.deleteIfExists(copy);
                    Files.copy(file, copy);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
