package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A save is noticed whatever the editor does, with the help of the system and without. */
class FileWatcherTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration NOTHING = Duration.ofMillis(500);

    @TempDir
    Path folder;

    /** What editors do: vim moves the old file away, others write beside and rename, or write in place. */
    private interface Save {
        void to(Path file) throws IOException;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inPlace(boolean notified) throws Exception {
        assertNoticed(notified, file -> Files.writeString(file, "class B {}"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void emptiedAndThenWritten(boolean notified) throws Exception {
        assertNoticed(notified, file -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                out.write("class C {}".getBytes());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void replacedByAnotherFile(boolean notified) throws Exception {
        assertNoticed(notified, file -> {
            Path fresh = file.resolveSibling(".A.java.tmp");
            Files.writeString(fresh, "class A {}");
            Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(file)); // only the file itself is another one
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void movedAwayAndWrittenAnew(boolean notified) throws Exception {
        assertNoticed(notified, file -> {
            Path old = file.resolveSibling("A.java~");
            Files.move(file, old);
            Files.writeString(file, "class D {}");
            Files.delete(old);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inAFolderThatIsNew(boolean notified) throws Exception {
        assertNoticed(
                notified,
                file -> Files.writeString(
                        Files.createDirectories(file.resolveSibling("more")).resolve("E.java"), "class E {}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".A.java.swp", "A.java~", "4913", "#A.java#", ".#A.java"})
    void whatEditorsKeepForThemselvesIsNoSave(String name) throws Exception {
        Files.writeString(folder.resolve("A.java"), "class A {}");
        try (FileWatcher saves = FileWatcher.of(folder)) {
            Files.writeString(folder.resolve(name), "x");
            assertEquals(Optional.empty(), saves.await(NOTHING));
        }
    }

    private void assertNoticed(boolean notified, Save save) throws Exception {
        Path file = folder.resolve("A.java");
        Files.writeString(file, "class A {}");
        try (FileWatcher saves = notified ? FileWatcher.of(folder) : FileWatcher.polling(folder)) {
            assertEquals(notified, saves.notified());
            save.to(file);
            assertTrue(saves.await(LIMIT).isPresent(), "not noticed");
            assertEquals(Optional.empty(), saves.await(NOTHING), "noticed twice");
            save.to(file);
            assertTrue(saves.await(LIMIT).isPresent(), "not noticed the second time");
        }
    }
}
