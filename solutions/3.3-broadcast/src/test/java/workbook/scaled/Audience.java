package workbook.scaled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import workbook.Broadcast;
import workbook.Place;

/** A client without a socket: it keeps what it is sent, one message per line, and can stop reading. */
final class Audience extends OutputStream {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final StringBuffer received = new StringBuffer();
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile boolean inWrite;
    private volatile boolean cut;

    Audience(Broadcast broadcast) {
        Place place = broadcast.join().orElseThrow();
        Thread.startVirtualThread(() -> serve(place));
        await(() -> !received.isEmpty());
    }

    /** Serves as Helidon does: when the handler has ended, the connection is closed, and a stuck write fails. */
    private void serve(Place place) {
        try (place) {
            place.serve(this);
        } catch (IOException | InterruptedException | CloseConnectionException e) {
            // The connection is closed anyway.
        } finally {
            cut = true;
            stopped.countDown();
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        inWrite = true;
        try {
            stopped.await();
        } catch (InterruptedException e) {
            cut = true;
        } finally {
            inWrite = false;
        }
        if (cut) {
            throw new IOException("Broken pipe");
        }
        received.append(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException("one at a time would be slow");
    }

    Audience stop() {
        stopped = new CountDownLatch(1);
        return this;
    }

    void goOn() {
        stopped.countDown();
    }

    /** Makes every write from now on fail. */
    void cut() {
        cut = true;
    }

    void awaitStuck() {
        await(() -> inWrite);
    }

    void awaitMessage(int number) {
        await(() -> received.lastIndexOf("\n" + number + "\n") > 0);
    }

    /** The numbers received so far, which must follow one another without a gap or a repeat. */
    List<Integer> numbers() {
        List<Integer> numbers = received.toString()
                .lines()
                .filter(line -> !line.equals(":"))
                .map(Integer::parseInt)
                .toList();
        if (!numbers.isEmpty()) {
            assertEquals(
                    IntStream.rangeClosed(numbers.getFirst(), numbers.getLast())
                            .boxed()
                            .toList(),
                    numbers);
        }
        return numbers;
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + LIMIT);
            Thread.onSpinWait();
        }
    }
}
