package workbook.checker.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.checker.server.Endings;
import workbook.checker.server.MachinePace;

/**
 * The browser of this run: found and started when the first page is opened, used by all that follow, and ended with the
 * JVM, by Ctrl-C too.
 */
public final class Browsers {

    /** Limit for a browser to start on a quiet machine, which is slow on a laptop with a virus scanner. */
    private static final Duration START = Duration.ofSeconds(40);

    /** A browser learns at its start which certificates to trust, so another trust needs another browser. */
    private record Kind(Path program, List<String> flags) {}

    private static final Map<Kind, Browser> RUNNING = new HashMap<>();

    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Browsers::endAll, "end browsers"));
    }

    private Browsers() {}

    /**
     * Opens an empty page.
     *
     * @param wish the browser that an option names
     * @throws NoBrowser if there is no browser
     */
    public static Page open(Optional<Path> wish) throws NoBrowser {
        return open(new Kind(Installed.here().find(wish), List.of()));
    }

    /**
     * Opens an empty page in a browser that trusts one key more than others do, and no other.
     *
     * @param pin base64 of the SHA-256 of that public key
     * @throws NoBrowser if there is no browser
     */
    public static Page openTrusting(Optional<Path> wish, String pin) throws NoBrowser {
        return open(new Kind(Installed.here().find(wish), List.of("--ignore-certificate-errors-spki-list=" + pin)));
    }

    private static Page open(Kind kind) throws NoBrowser {
        try {
            return Page.in(running(kind).open());
        } catch (DevTools.NoReply sick) {
            // The browser has crashed, or a page took it down: open the page in a fresh one.
            forget(kind);
            return Page.in(running(kind).open());
        }
    }

    /**
     * The program that would be used.
     *
     * @throws NoBrowser if there is none
     */
    public static Path find(Optional<Path> wish) throws NoBrowser {
        return Installed.here().find(wish);
    }

    private static synchronized Browser running(Kind kind) throws NoBrowser {
        if (ending) {
            throw new IllegalStateException("the checker is ending");
        }
        Browser known = RUNNING.get(kind);
        if (known != null && known.alive()) {
            return known;
        }
        Browser fresh =
                Browser.start(kind.program(), kind.flags(), MachinePace.now().stretch(START));
        RUNNING.put(kind, fresh);
        return fresh;
    }

    private static synchronized void forget(Kind kind) {
        Browser sick = RUNNING.remove(kind);
        if (sick != null) {
            sick.close();
        }
    }

    /** A start that is under way holds the lock, and fails at once: its process ends with all others. */
    private static void endAll() {
        synchronized (Browsers.class) {
            ending = true;
            new Endings().endEach(List.copyOf(RUNNING.values()), Browser::close).rethrow();
        }
    }
}
