package workbook;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Lock;

/**
 * The files that stood at the path of the log, one after the other. One thread at a time looks, and asks the disk under no
 * lock; what it has found it notes under the lock of {@link LogFile}, for those who read.
 */
final class Generations implements Closeable {

    /** How many files are held open. A viewer that was away for as many rotations has missed something. */
    private static final int HELD = 10;

    private final Path path;
    private final Lock lock;
    private final Deque<Generation> held = new ArrayDeque<>(List.of(Generation.none()));
    private int cuts;

    Generations(Path path, Lock lock) {
        this.path = path;
        this.lock = lock;
    }

    Generation current() {
        return held.getLast();
    }

    /** The generations that can still be read, oldest first. */
    List<Generation> held() {
        lock.lock();
        try {
            return List.copyOf(held);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Looks at the file.
     *
     * @return whether anything has changed for its viewers
     */
    boolean look() throws IOException {
        Generation current = current();
        Object key = key();
        long size = current.size(); // asked for after the key, so all that was written before a rotation is counted
        if (size < current.end()) {
            return note(() -> {
                held.removeLast();
                held.addLast(current.cutShort(++cuts));
                current().growTo(size);
            });
        }
        if (size > current.end()) {
            return note(() -> current.growTo(size));
        }
        // The writer may still write to a renamed file, so a file is left only when it has not grown since the last
        // look.
        return key != null && !current.is(key) && turnTo(key);
    }

    /**
     * The key of the file now at the path: device and inode. Windows has neither; there the time of creation has to do.
     *
     * @return null if there is no file now
     */
    private Object key() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IOException(path + " is no regular file");
            }
            return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private boolean turnTo(Object key) throws IOException {
        Generation next = Generation.open(path, key, cuts);
        try {
            if (!next.is(key())) { // replaced between the two steps: then at the next look
                next.close();
                return false;
            }
            next.growTo(next.size());
        } catch (IOException e) {
            next.close();
            throw e;
        }
        note(() -> {
            current().replacedBy(next);
            held.addLast(next);
        });
        if (held.size() > HELD) {
            Generation oldest = held.getFirst();
            note(held::removeFirst);
            oldest.close();
        }
        return true;
    }

    private boolean note(Runnable news) {
        lock.lock();
        try {
            news.run();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        for (Generation generation : held) {
            generation.close();
        }
    }
}
