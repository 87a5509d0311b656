package workbook.checker.learner;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import workbook.checker.files.Folders;
import workbook.checker.files.SharedFile;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;

/**
 * A server in another language with which the learner does a task instead of the exercise. It is kept in {@code
 * .sse/servers.properties}, as {@code 2.1.command}, {@code 2.1.folder} and {@code 2.1.clock}.
 *
 * @param command a line for the system's shell
 * @param folder absolute path of the folder in which the command runs
 * @param clock how fast time runs for this server, unless a command line says otherwise
 */
public record OwnServer(String command, Path folder, Clock clock) {

    /** The server that does this task; empty where the exercise does, or the file cannot be read. */
    public static Optional<OwnServer> of(Home home, Task task) {
        try {
            Properties kept = read(home);
            String command = kept.getProperty(task.id() + ".command");
            String folder = kept.getProperty(task.id() + ".folder");
            return command == null || folder == null
                    ? Optional.empty()
                    : Optional.of(new OwnServer(command, Path.of(folder), clock(kept, task)));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** The language whose program the command begins with, where there are starters in it. */
    public Optional<StarterLanguage> language() {
        String program = command.strip().split("\\s", 2)[0];
        return Arrays.stream(StarterLanguage.values())
                .filter(language -> language.program().equals(program))
                .findFirst();
    }

    private static Clock clock(Properties kept, Task task) {
        return kept.getProperty(task.id() + ".clock", "").equals(Clock.REAL.word()) ? Clock.REAL : Clock.FAST;
    }

    /**
     * Lets this server do the task from now on.
     *
     * @throws IOException if that cannot be kept; what was kept before is intact then
     */
    public void remember(Home home, Task task) throws IOException {
        SharedFile.change(file(home), () -> {
            Properties kept = read(home);
            kept.setProperty(task.id() + ".command", command);
            kept.setProperty(task.id() + ".folder", folder.toString());
            kept.setProperty(task.id() + ".clock", clock.word());
            write(home, kept);
            return null;
        });
    }

    /**
     * Lets the exercise do the task again.
     *
     * @return whether a server did it before
     * @throws IOException if that cannot be kept; what was kept before is intact then
     */
    public static boolean forget(Home home, Task task) throws IOException {
        if (of(home, task).isEmpty()) {
            return false; // nothing is written where nothing changes, so the folder may be read-only
        }
        return SharedFile.change(file(home), () -> {
            Properties kept = read(home);
            boolean known = kept.keySet().removeIf(key -> key.toString().startsWith(task.id() + "."));
            if (known) {
                write(home, kept);
            }
            return known;
        });
    }

    private static Path file(Home home) {
        return home.work().resolve("servers.properties");
    }

    private static Properties read(Home home) throws IOException {
        Properties kept = new Properties();
        if (Files.exists(file(home))) {
            try (Reader text = Files.newBufferedReader(file(home))) {
                kept.load(text);
            }
        }
        return kept;
    }

    private static void write(Home home, Properties kept) throws IOException {
        Folders.replace(file(home), fresh -> {
            try (Writer text = Files.newBufferedWriter(fresh)) {
                kept.store(text, null);
            }
        });
    }
}
