package workbook.checker.probe;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import workbook.checker.wire.WireRequest;

/**
 * What the checks have sent lately, in order: what a person must repeat to see the same. The connections themselves are let
 * go when the check lets them go.
 */
final class CheckRequests {

    /** More than this no person repeats. */
    private static final int MOST = 300;

    /** Bytes of all bodies together. */
    private static final long MOST_BYTES = 4L << 20;

    /**
     * A request that was sent.
     *
     * @param check the check that sent it
     * @param begun when it was opened, by {@link System#nanoTime()}
     */
    record Opened(String check, long begun, WireRequest request, WeakReference<Connection> connection) {}

    private final Path folder;
    private final Deque<Opened> opened = new ArrayDeque<>();
    private final List<String> scripts = new ArrayList<>();
    private Optional<Opened> lost = Optional.empty();
    private String check;
    private long bytes;

    /**
     * @param check for example {@code 3.1-5}, as files are named
     * @param folder for what is too long for a line
     */
    CheckRequests(String check, Path folder) {
        this.check = check;
        this.folder = folder;
    }

    /** Notes that the requests of another check begin. */
    synchronized void begin(String next) {
        check = next;
        scripts.clear();
    }

    synchronized void add(Connection connection) {
        opened.add(new Opened(check, connection.begun(), connection.request(), new WeakReference<>(connection)));
        bytes += connection.request().body().size();
        while (opened.size() > MOST || bytes > MOST_BYTES) {
            Opened oldest = opened.removeFirst();
            bytes -= oldest.request().body().size();
            lost = Optional.of(oldest);
        }
    }

    /**
     * What else was sent that may have to do with what came on a connection: by the check that opened it, by the one that
     * runs, and by any other since it was opened. Nothing if they were too many to keep.
     */
    synchronized List<Opened> around(Connection shown) {
        return opened.stream()
                .filter(one -> one.connection().get() == shown)
                .findFirst()
                .filter(own -> lost.filter(one -> concerns(one, own)).isEmpty())
                .map(own -> opened.stream()
                        .filter(other -> other != own && concerns(other, own))
                        .toList())
                .orElse(List.of());
    }

    private boolean concerns(Opened other, Opened own) {
        return other.check().equals(own.check()) || other.check().equals(check) || other.begun() - own.begun() > 0;
    }

    synchronized String check() {
        return check;
    }

    /** The name of the file for a script, without its ending: a failure may show several connections, each with its own. */
    synchronized String name(String script) {
        if (!scripts.contains(script)) {
            scripts.add(script);
        }
        int number = scripts.indexOf(script);
        return number == 0 ? check : check + "-" + (number + 1);
    }

    Path folder() {
        return folder;
    }
}
