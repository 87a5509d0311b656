package workbook.checker.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that several commands change at the same time. What one of them reads and writes back would else undo what another
 * wrote in between.
 */
public final class SharedFile {

    /** A change takes milliseconds. Who holds the lock longer was stopped, and must not stop others. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    /** A lock of the system is held by the whole process. */
    private static final ReentrantLock OF_PROCESS = new ReentrantLock();

    /** Reads the file, and writes it anew. */
    @FunctionalInterface
    public interface Change<T> {
        T make() throws IOException;
    }

    private SharedFile() {}

    /**
     * Makes a change while nobody else does. Its lock is an empty file beside it, which stays: who deleted it would let
     * in two at once. Where the system knows no locks, the change is made without.
     *
     * @throws IOException if the folder cannot be written, or the change throws it
     */
    public static <T> T change(Path file, Change<T> change) throws IOException {
        OF_PROCESS.lock();
        try {
            Files.createDirectories(file.getParent());
            Path beside = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(channel);
                return change.make();
            }
        } finally {
            OF_PROCESS.unlock();
        }
    }

    /** Takes the lock, which is given back when the channel is closed. */
    private static void lock(FileChannel channel) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            while (channel.tryLock() == null && System.nanoTime() < deadline) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        } catch (IOException noLocksHere) {
            return;
        }
    }
}
