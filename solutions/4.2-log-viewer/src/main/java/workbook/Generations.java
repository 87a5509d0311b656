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

/** The files that stood at the path of the log, one after the other. Callers hold the lock of {@link LogFile}. */
final class Generations implements Closeable {

    /** How many files are held open. A viewer that was away for as many rotations has missed something. */
    private static final int HELD = 10;

    private final Path path;
    private final Deque<Generation> held = new ArrayDeque<>(List.of(Generation.none()));
    private int cuts;

    Generations(Path path) {
        this.path = path;
    }

    Generation current() {
        return held.getLast();
    }

    /** The generations that can still be read, oldest first. */
    Iterable<Generation> held() {
        return held;
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
            held.removeLast();
            held.addLast(current.cutShort(++cuts));
            current().growTo(size);
            return true;
        }
        if (size > current.end()) {
            current.growTo(size);
            return true;
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
        if (!next.is(key())) { // replaced between the two steps: then at the next look
            next.close();
            return false;
        }
        next.growTo(next.size());
        current().replacedBy(next);
        held.addLast(next);
        if (held.size() > HELD) {
            held.removeFirst().close();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        for (Generation generation : held) {
            generation.close();
        }
    }
}
