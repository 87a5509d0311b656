package workbook;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log as its viewers see it.
 *
 * <p>One thread looks at the file for all of them, and says how far it may be read. Each viewer reads for itself, from
 * its own place: the file is the only buffer there is, so a viewer that was away costs no memory, and
 * one that is slow no more than the lines that it is being sent. Nobody asks the disk anything under the lock that
 * viewers wait for, so a slow one holds up only those who need it.
 */
final class LogFile implements Closeable {

    /**
     * How often the file is looked at, which costs microseconds. Unlike watch events, a look works with links, network
     * file systems and containers.
     */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Pattern ID = Pattern.compile("([0-9a-f]{8})-(0|[1-9][0-9]{0,17})");
    private static final System.Logger LOGGER = System.getLogger(LogFile.class.getName());

    private final int backlog;
    private final LineReader reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Generations generations;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long looks; // how many were begun
    private final Thread watcher = Thread.ofVirtual().name("log watcher").unstarted(this::watch);
    private String trouble = "";

    /**
     * What comes next for a viewer.
     *
     * @param missed whether the viewer's place is gone, so that it begins anew
     * @param lines empty when none came in time
     * @param place where the viewer is once it has them
     */
    record Next(boolean missed, List<Line> lines, Place place) {

        static Next at(Place place) {
            return new Next(false, List.of(), place);
        }
    }

    LogFile(Path path, int backlog, int maxLine) {
        this.backlog = backlog;
        this.reader = new LineReader(maxLine);
        this.generations = new Generations(path, lock);
    }

    LogFile start() {
        watcher.start();
        return this;
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            // The server has stopped.
        }
    }

    /** Looks once, or waits for a look that began meanwhile: many viewers who come at once cost the disk no more. */
    private void look() {
        long before = looks;
        looking.lock();
        try {
            if (looks == before) {
                looks++;
                if (generations.look()) {
                    wakeViewers();
                }
                trouble = "";
            }
        } catch (IOException e) {
            complainOnce(e.toString());
        } finally {
            looking.unlock();
        }
    }

    private void wakeViewers() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void complainOnce(String what) {
        if (!what.equals(trouble)) {
            LOGGER.log(Level.WARNING, "cannot follow the log: " + what);
        }
        trouble = what;
    }

    /** Where a new viewer begins: before the last complete lines. */
    Next join() throws IOException {
        look();
        Generation current;
        long end;
        lock.lock();
        try {
            current = generations.current();
            end = current.end();
        } finally {
            lock.unlock();
        }
        return Next.at(Place.of(current, reader.beforeLast(backlog, current, end)));
    }

    /** Where a viewer that comes back with this id goes on. */
    Next resume(String id) throws IOException {
        look();
        Matcher parts = ID.matcher(id);
        if (parts.matches()) {
            long offset = Long.parseLong(parts.group(2));
            for (Generation file : generations.held()) {
                if (file.name().equals(parts.group(1)) && isBorder(file, offset)) {
                    return Next.at(Place.of(file, offset));
                }
            }
        }
        return new Next(true, List.of(), join().place());
    }

    /** Whether a line ends at this offset. A viewer gets whole lines, whatever offset its id names. */
    private boolean isBorder(Generation file, long offset) throws IOException {
        long end;
        boolean over;
        lock.lock();
        try {
            end = file.end();
            over = file.next() != null;
        } finally {
            lock.unlock();
        }
        if (offset == 0 || offset == end && over) {
            return true;
        }
        try {
            byte[] before = offset <= end ? file.read(offset - 1, 1) : new byte[0];
            return before.length == 1 && before[0] == '\n';
        } catch (ClosedChannelException e) {
            return false; // rotated away for good a moment ago
        }
    }

    /** What comes after a place: at once if there is something, else as soon as there is; nothing at the limit. */
    Next awaitAfter(Place place, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Next next = Next.at(place);
        while (next.lines().isEmpty() && !next.missed() && awaitMore(next.place(), end - System.nanoTime())) {
            next = read(next.place());
        }
        return next;
    }

    private boolean awaitMore(Place place, long limit) throws InterruptedException {
        long left = limit;
        lock.lockInterruptibly();
        try {
            while (left > 0
                    && place.file().end() <= place.searched()
                    && place.file().next() == null) {
                left = changed.awaitNanos(left);
            }
            return left > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Reads without the lock, so that no viewer holds up the others. */
    private Next read(Place place) throws IOException {
        long end;
        Generation successor;
        lock.lock();
        try {
            end = place.file().end();
            successor = place.file().next();
        } finally {
            lock.unlock();
        }
        if (successor != null && end <= place.offset()) {
            return Next.at(Place.of(successor, 0));
        }
        try {
            LineReader.Lines lines = reader.read(place, end, successor != null);
            return new Next(false, lines.lines(), lines.place());
        } catch (ClosedChannelException | EOFException e) { // what was there is gone for good
            return new Next(true, List.of(), join().place());
        }
    }

    @Override
    public void close() throws IOException {
        watcher.interrupt();
        looking.lock();
        try {
            generations.close();
        } finally {
            looking.unlock();
        }
    }
}
