package workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Writes a log of an imaginary shop, so that there is something to see. Given. It writes to its own file only, whatever
 * {@code log.file} says, and rotates it by renaming, as logrotate does.
 */
final class DemoWriter implements AutoCloseable {

    private static final Path FILE = Path.of("target", "demo.log");
    private static final Path ROTATED = Path.of("target", "demo.log.1");
    private static final long LARGEST = 64 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Thread writer = Thread.ofVirtual().name("demo writer").unstarted(this::write);

    void start() {
        writer.start();
    }

    private void write() {
        try {
            while (true) {
                rotateIfLarge();
                Files.writeString(FILE, line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Thread.sleep(PAUSE.plusMillis(random.nextInt(800)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // The server has stopped.
        }
    }

    private void rotateIfLarge() throws IOException {
        Files.createDirectories(FILE.getParent());
        if (Files.exists(FILE) && Files.size(FILE) > LARGEST) {
            Files.move(FILE, ROTATED, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String line() {
        int order = 1000 + random.nextInt(9000);
        String what =
                switch (random.nextInt(10)) {
                    case 0 -> say("WARN  payment of order %d is slow: %d ms", order, 800 + random.nextInt(2000));
                    case 1 -> say("ERROR order %d: <b>no stock</b> for 豆腐 🍜", order);
                    case 2 -> say("DEBUG cache: %d hits, %d misses", random.nextInt(500), random.nextInt(20));
                    case 3 -> say("INFO  user %d signed in", random.nextInt(100));
                    default ->
                        say(
                                "INFO  order %d: %d items, %d.%02d €",
                                order, 1 + random.nextInt(5), random.nextInt(200), random.nextInt(100));
                };
        return Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + what;
    }

    /** With the digits 0 to 9, whatever the locale of the machine. */
    private static String say(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
