package workbook;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log as its viewers see it.
 *
 * <p>One thread looks at the file for all of them, and says how far it may be read. Each viewer reads for itself, from
 * its own place: the file is the only buffer there is, so a viewer that is slow, or was away, costs no memory.
 */
final class LogFile implements Closeable {

    private final Path path;
    private final int backlog;
    private final LineReader reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Generation current = Generation.none();

    /**
     * What comes next for a viewer.
     *
     * @param missed whether the viewer's place is gone, so that it begins anew
     * @param lines empty when none came in time
     * @param place where the viewer is once it has them
     */
    record Next(boolean missed, List<Line> lines, Place place) {}

    LogFile(Path path, int backlog, int maxLine) {
        this.path = path;
        this.backlog = backlog;
        this.reader = new LineReader(maxLine);
    }

    /** Begins to look at the file, again and again, on a thread of its own. */
    void start() {
        // TODO 3: look often enough that a new line is sent within half a second
        // TODO 11: smaller than before is another generation
        // TODO 12: another file is another generation, once the old one is known to its end
        // TODO 13: no file is no reason to stop looking
    }

    /** Where a new viewer begins: before the last complete lines. */
    Next join() throws IOException {
        // TODO 2: look, then find the place with reader.beforeLast
        throw new UnsupportedOperationException("LogFile.join is not written yet");
    }

    /** Where a viewer that comes back with this id goes on. */
    Next resume(String id) throws IOException {
        // TODO 7: the id names a generation and an offset
        // TODO 9: believe no id that you did not write
        // TODO 14: take no id of another file for one of this; keep old files, or say that lines are missed
        throw new UnsupportedOperationException("LogFile.resume is not written yet");
    }

    /** What comes after a place: at once if there is something, else as soon as there is; nothing at the limit. */
    Next awaitAfter(Place place, Duration limit) throws IOException, InterruptedException {
        // TODO 10: old lines and new ones by one question
        throw new UnsupportedOperationException("LogFile.awaitAfter is not written yet");
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
