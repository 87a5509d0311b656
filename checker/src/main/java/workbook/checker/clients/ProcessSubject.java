package workbook.checker.clients;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import workbook.checker.server.ProcessTree;
import workbook.checker.server.Secrets;

/**
 * A command that reads one stream and prints a line of JSON for each thing that it sees, as {@link Seen#of} reads it. Each
 * stream gets a process of its own. Environment variables with names of secrets are not passed on; {@code SSE_TYPES} names
 * the types of the events that will come, as a JSON array.
 *
 * @param line for the system's shell; {@value #PLACE} in it stands for the address of the stream, which is appended where
 *     it does not
 */
public record ProcessSubject(String line, Path directory) implements Subject {

    public static final String PLACE = "{url}";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final int LONGEST = 32 << 20;

    @Override
    public String name() {
        return line;
    }

    @Override
    public Client start(URI stream, Set<String> types, Sightings sightings) {
        String command = line.contains(PLACE) ? line.replace(PLACE, stream.toString()) : line + " " + stream;
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        ProcessBuilder builder =
                windows ? new ProcessBuilder("cmd.exe", "/c", command) : new ProcessBuilder("/bin/sh", "-c", command);
        builder.directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(Secrets::names);
        try {
            builder.environment().put("SSE_TYPES", JSON.writeValueAsString(types));
            return new Running(ProcessTree.start(builder), sightings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a set of strings is always JSON", e);
        } catch (IOException e) {
            throw new SubjectFailed(text(
                    "The command cannot be started: %s. Wanted: a command that a shell knows. Try it by hand: %s",
                    "无法启动命令：%s。应为 shell 能够执行的命令。请手动试一下：%s", e.getMessage(), command));
        }
    }

    private static final class Running implements Client {

        private final ProcessTree tree;
        private final Sightings sightings;
        private volatile boolean ended;

        private Running(ProcessTree tree, Sightings sightings) {
            this.tree = tree;
            this.sightings = sightings;
            // Reading a pipe would hold the carrier of a virtual thread.
            Thread.ofPlatform().daemon().name("output of a client").start(this::read);
        }

        private void read() {
            try (BufferedReader out = reader(tree.root().getInputStream())) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (!line.isBlank() && line.length() <= LONGEST) {
                        sightings.add(Seen.of(line));
                    }
                }
            } catch (IOException closed) {
                // The process was ended while it wrote.
            } finally {
                ended = true;
                sightings.changed();
            }
        }

        private static BufferedReader reader(InputStream in) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        /** Its output has ended: whatever it had to say was read. */
        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public void stop() {
            // Whoever is killed has closed its connection, so a kill would hide a client that does not stop when it is
            // asked.
            tree.askToEnd();
        }

        @Override
        public void close() {
            tree.end(GRACE);
        }
    }
}
