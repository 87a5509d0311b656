package workbook.checker.files;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders as a whole: lists, copies and deletes what is in them. */
public final class Folders {

    private Folders() {}

    /** Returns every regular file in these parts of a folder, in order. A part that does not exist has none. */
    public static List<Path> files(Path folder, List<String> parts) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String part : parts) {
            if (Files.exists(folder.resolve(part))) {
                try (Stream<Path> all = Files.walk(folder.resolve(part))) {
                    files.addAll(all.filter(Files::isRegularFile).sorted().toList());
                }
            }
        }
        return files;
    }

    /** Copies these parts. The copy is complete or absent: it is made beside its place, and then moved. */
    public static void copy(Path from, List<String> parts, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Path fresh = Files.createTempDirectory(to.getParent(), "new");
        try {
            add(from, parts, fresh);
            Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(fresh);
        }
    }

    /** Writes a file, or a part of it, at a place. */
    @FunctionalInterface
    public interface Content {
        void write(Path place) throws IOException;
    }

    /**
     * Writes a file anew. It is complete, or as it was before: it is made beside its place, and then moved. Only its owner
     * may read it.
     */
    public static void replace(Path file, Content content) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
        try {
            content.write(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Copies these parts into a folder that exists already. */
    public static void add(Path from, List<String> parts, Path to) throws IOException {
        for (Path file : files(from, parts)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    /**
     * Deletes what can be deleted, and leaves what another process holds open or is still writing. Of a symbolic link,
     * only the link is deleted.
     *
     * @return whether nothing is left
     */
    public static boolean deleteIfPossible(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException changing) {
            return false;
        }
        return !Files.exists(folder);
    }

    /** @throws IOException if not all can be deleted */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
