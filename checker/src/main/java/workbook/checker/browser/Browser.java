package workbook.checker.browser;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import workbook.checker.files.Folders;
import workbook.checker.server.Endings;
import workbook.checker.server.ProcessTree;

/** A browser that was started for pages under test, without a window and with a profile of its own. */
public final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--disable-gpu",
            "--disable-quic",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            "--disable-breakpad",
            "--disable-dev-shm-usage",
            "--metrics-recording-only",
            "--mute-audio",
            "--no-default-browser-check",
            "--no-first-run",
            "--no-proxy-server",
            "--password-store=basic",
            "--use-mock-keychain",
            "--remote-debugging-port=0");

    private static final List<String> LOCK = List.of("SingletonSocket", "SingletonCookie");

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final ProcessTree tree;
    private final Path profile;
    private final DevTools devTools;

    private Browser(ProcessTree tree, Path profile, DevTools devTools) {
        this.tree = tree;
        this.profile = profile;
        this.devTools = devTools;
    }

    /**
     * Starts a browser.
     *
     * @param more flags besides the usual ones
     * @throws NoBrowser if that program cannot be used; nothing is left running then
     */
    static Browser start(Path program, List<String> more, Duration limit) throws NoBrowser {
        Path profile = temporary();
        ProcessTree tree;
        try {
            tree = ProcessTree.start(command(program, more, profile));
        } catch (IOException e) {
            delete(profile);
            throw NoBrowser.silent(program.toString(), String.valueOf(e.getMessage()));
        }
        // Reading a pipe would hold the carrier of a virtual thread.
        Thread.ofPlatform().daemon().name("output of the browser").start(() -> drain(tree.root()));
        try {
            return new Browser(tree, profile, DevTools.connect(address(tree.root(), profile, limit)));
        } catch (Exception e) {
            tree.end(Duration.ZERO);
            leaveNothing(profile);
            throw NoBrowser.silent(program.toString(), String.valueOf(e.getMessage()));
        }
    }

    private static ProcessBuilder command(Path program, List<String> more, Path profile) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(FLAGS);
        command.addAll(more);
        command.add("--user-data-dir=" + profile);
        if (System.getProperty("user.name").equals("root")) {
            command.add("--no-sandbox"); // as root it does not start with one
        }
        command.add("about:blank");
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** The address of its DevTools, which a browser writes into its profile. */
    private static URI address(Process process, Path profile, Duration limit) throws IOException {
        Path file = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= 2) {
                return URI.create(
                        "ws://127.0.0.1:" + lines.get(0).strip() + lines.get(1).strip());
            }
            if (!process.isAlive()) {
                throw new IOException("exit code " + process.exitValue());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new IOException("no answer within " + limit.toSeconds() + " s");
    }

    private static void drain(Process process) {
        try {
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            return;
        }
    }

    /** An empty tab. */
    DevTools.Tab open() {
        return devTools.open();
    }

    boolean alive() {
        return tree.root().isAlive();
    }

    public long pid() {
        return tree.root().pid();
    }

    /** Kills all its processes and deletes its profile, in which nothing is worth keeping. */
    @Override
    public void close() {
        new Endings()
                .end(this::disconnect)
                .end(() -> tree.end(Duration.ZERO))
                .end(() -> leaveNothing(profile))
                .rethrow();
    }

    private void disconnect() {
        try {
            devTools.close();
        } catch (RuntimeException closedAlready) {
            // A browser that has crashed is ended all the same, and another one takes its place.
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("sse-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void leaveNothing(Path profile) {
        deleteLock(profile.resolve("SingletonSocket"));
        delete(profile);
    }

    /**
     * What keeps a second Chromium out of the profile is a socket in a temporary folder beside it. A Chromium that is
     * killed leaves that folder behind, and only this link knows where it is.
     */
    private static void deleteLock(Path link) {
        if (!Files.isSymbolicLink(link)) {
            return;
        }
        try {
            Path folder = Files.readSymbolicLink(link).getParent();
            for (String name : LOCK) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder); // fails if there is anything else in it
        } catch (IOException notOurs) {
            return;
        }
    }

    /** A dying browser may write once more, so look again until nothing is there. */
    private static void delete(Path folder) {
        for (int round = 0; round < 20 && !Folders.deleteIfPossible(folder); round++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
