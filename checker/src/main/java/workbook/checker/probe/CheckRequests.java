package workbook.checker.probe;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.checker.wire.WireRequest;

/**
 * What one check has sent so far, in order: what a person must repeat to see the same. The connections themselves are let
 * go when the check lets them go.
 */
final class CheckRequests {

    /** More than this no person repeats. */
    private static final int MOST = 300;

    /** Bytes of all bodies together. */
    private static final long MOST_BYTES = 4L << 20;

    /** @param begun when it was opened, by {@link System#nanoTime()} */
    record Opened(long begun, WireRequest request, WeakReference<Connection> connection) {}

    private final String check;
    private final Path folder;
    private final List<Opened> opened = new ArrayList<>();
    private long bytes;
    private boolean full;

    /**
     * @param check for example {@code 3.1-5}, as files are named
     * @param folder for what is too long for a line
     */
    CheckRequests(String check, Path folder) {
        this.check = check;
        this.folder = folder;
    }

    synchronized void add(Connection connection) {
        bytes += connection.request().body().size();
        full |= opened.size() == MOST || bytes > MOST_BYTES;
        if (!full) {
            opened.add(new Opened(connection.begun(), connection.request(), new WeakReference<>(connection)));
        }
    }

    /** All of them; empty if they were too many to keep. */
    synchronized Optional<List<Opened>> all() {
        return full ? Optional.empty() : Optional.of(List.copyOf(opened));
    }

    String check() {
        return check;
    }

    Path folder() {
        return folder;
    }
}
