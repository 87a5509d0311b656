package workbook.checker.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import workbook.checker.text.Clip;

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

    /** Characters of a folder for temporary files in which a browser can still name its socket. */
    private static final int LONGEST_FOLDER = 50;

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
        LastLine said = new LastLine();
        ProcessTree tree;
        try {
            tree = ProcessTree.start(command(program, more, profile));
        } catch (IOException e) {
            delete(profile);
            throw NoBrowser.silent(program.toString(), String.valueOf(e.getMessage()));
        }
        // Reading a pipe would hold the carrier of a virtual thread.
        Thread.ofPlatform()
                .daemon()
                .name("output of the browser")
                .start(() -> said.read(tree.root().getInputStream()));
        try {
            return new Browser(tree, profile, DevTools.connect(address(tree.root(), profile, limit)));
        } catch (Exception e) {
            tree.end(Duration.ZERO);
            leaveNothing(profile);
            String line = said.get();
            throw NoBrowser.silent(program.toString(), e.getMessage() + (line.isEmpty() ? "" : "; " + line));
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
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // A socket of its own stands there, and the name of a socket has 104 characters at most.
        builder.environment().put("TMPDIR", profile.getParent().toString());
        return builder;
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

    /** The last line that a browser printed, which says why it did not start. */
    private static final class LastLine {

        private static final int LONGEST = 300;

        private volatile String line = "";

        void read(InputStream output) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                    line = next.isBlank() ? line : Clip.characters(next.strip(), LONGEST);
                }
            } catch (IOException ended) {
                return;
            }
        }

        String get() {
            return line;
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
            Path usual = Path.of(System.getProperty("java.io.tmpdir"));
            Path shorter = Path.of("/tmp");
            boolean tooLong = usual.toAbsolutePath().toString().length() > LONGEST_FOLDER && Files.isWritable(shorter);
            return Files.createTempDirectory(tooLong ? shorter : usual, "sse-browser");
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
