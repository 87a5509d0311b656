package workbook.checker.classroom.board;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import workbook.checker.files.Folders;

/** The board that this workbook has joined, kept among the checker's own files. */
public record Membership(URI board, String name, String code) {

    /** The membership that was kept; empty if there is none or it cannot be read. */
    public static Optional<Membership> read(Path work) {
        Path file = file(work);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
            return Optional.of(new Membership(
                    URI.create(kept.getProperty("url", "")),
                    LearnerName.checked(kept.getProperty("name", "")),
                    kept.getProperty("code", "")));
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /**
     * Keeps the membership for all later checks, in a file that nobody else may read: the code is in it.
     *
     * @throws IOException if it cannot be written
     */
    public void keep(Path work) throws IOException {
        Properties kept = new Properties();
        kept.setProperty("url", board.toString());
        kept.setProperty("name", name);
        kept.setProperty("code", code);
        Folders.replace(file(work), place -> {
            try (Writer writer = Files.newBufferedWriter(place)) {
                kept.store(writer, null);
            }
        });
    }

    /** Leaves the board. Returns whether there was one. */
    public static boolean forget(Path work) throws IOException {
        return Files.deleteIfExists(file(work));
    }

    private static Path file(Path work) {
        return work.resolve("joined.properties");
    }
}
