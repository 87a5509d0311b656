package workbook.checker.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The browser of this run: found and started when the first page is opened, used by all that follow, and ended with the
 * JVM, by Ctrl-C too.
 */
public final class Browsers {

    /** A browser on a busy laptop with a virus scanner takes its time. */
    private static final Duration START = Duration.ofSeconds(40);

    private static final Map<Path, Browser> RUNNING = new HashMap<>();

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
        Path program = Installed.here().find(wish);
        try {
            return running(program).open();
        } catch (Wire.NoReply sick) {
            // It has crashed, or a page took it down: once more, with a fresh one.
            forget(program);
            return running(program).open();
        }
    }

    private static synchronized Browser running(Path program) throws NoBrowser {
        if (ending) {
            throw new IllegalStateException("the checker is ending");
        }
        Browser known = RUNNING.get(program);
        if (known != null && known.alive()) {
            return known;
        }
        Browser fresh = Browser.start(program, START);
        RUNNING.put(program, fresh);
        return fresh;
    }

    private static synchronized void forget(Path program) {
        Browser sick = RUNNING.remove(program);
        if (sick != null) {
            sick.close();
        }
    }

    /** A start that is under way holds the lock, and fails at once: its process ends with all others. */
    private static void endAll() {
        synchronized (Browsers.class) {
            ending = true;
            RUNNING.values().forEach(Browser::close);
            RUNNING.clear();
        }
    }
}
