package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not answer, and a line that never ends: neither takes more than its own viewer, nor him for long. */
@Timeout(20)
class BoundsTest {

    private static final long TERABYTE = 1L << 40;
    private static final int SPAN = 16 << 20;

    private final LineReader reader = new LineReader(16);

    @TempDir
    Path folder;

    @Test
    void aDiskThatDoesNotAnswerHoldsUpNobodyWhoWaitsForLines() throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Path silent = (Path) Proxy.newProxyInstance(
                BoundsTest.class.getClassLoader(), new Class<?>[] {Path.class}, (path, method, arguments) -> {
                    asked.countDown();
                    over.await();
                    throw new UncheckedIOException(new IOException("no answer"));
                });
        LogFile log = new LogFile(silent, 2, 16).start();
        asked.await();
        try {
            LogFile.Next next = log.awaitAfter(Place.of(Generation.none(), 0), Duration.ofMillis(1));
            assertEquals(List.of(), next.lines());
        } finally {
            over.countDown();
        }
    }

    @Test
    void theLastLinesAreNotLookedForWithoutEnd() throws IOException {
        try (Generation file = sparse("")) {
            assertEquals(TERABYTE, reader.beforeLast(2, file, TERABYTE));
        }
        try (Generation file = sparse("\none\ntwo\n")) {
            long end = file.size();
            assertEquals(end - "one\ntwo\n".length(), reader.beforeLast(2, file, end));
            assertEquals(end - "one\ntwo\n".length(), reader.beforeLast(3, file, end), "fewer than were asked for");
        }
    }

    /** Between two looks for its end the viewer gets its heartbeat. */
    @Test
    void theEndOfALineIsLookedForPieceByPiece() throws IOException {
        try (Generation file = sparse("\n")) {
            LineReader.Lines none = reader.read(Place.of(file, 0), file.size(), true);
            assertEquals(List.of(), none.lines());
            assertEquals(0, none.place().offset());
            assertTrue(
                    none.place().searched() <= 2 * SPAN,
                    "searched: " + none.place().searched());
            Place late = new Place(file, 0, TERABYTE);
            assertEquals(
                    TERABYTE + 1, reader.read(late, file.size(), false).place().offset());
        }
    }

    /** Nobody looks again at a file that was rotated away, so whoever reads it finds out that it is empty now. */
    @Test
    void aViewerOfAFileThatIsEmptiedAfterItsRotationHasMissedSomething() throws IOException, InterruptedException {
        Path path = folder.resolve("app.log");
        Path rotated = folder.resolve("app.log.1");
        Files.writeString(path, "one\ntwo\n");
        try (LogFile log = new LogFile(path, 0, 16)) {
            Place begin = Place.of(log.join().place().file(), 0);
            Files.move(path, rotated);
            Files.writeString(path, "three\n");
            assertNotEquals(begin.file(), log.join().place().file());
            Files.writeString(rotated, "");
            assertTrue(log.awaitAfter(begin, Duration.ofSeconds(10)).missed());
        }
    }

    /** A file with a hole of a terabyte, which takes no room on the disk, and a text behind it. */
    private Generation sparse(String text) throws IOException {
        Path path = folder.resolve("sparse.log");
        Files.deleteIfExists(path);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(TERABYTE);
            file.seek(TERABYTE);
            file.writeBytes(text);
        }
        return Generation.open(path, "key", 0);
    }
}
