package workbook;

import io.helidon.Main;
import io.helidon.common.Weighted;
import io.helidon.spi.HelidonShutdownHandler;

/**
 * Ends the streams before the server stops. Helidon calls it when the process gets SIGTERM.
 *
 * <p>The server on its own waits for its handlers and then interrupts them; a stream that does not end by itself is cut.
 * {@code HttpService.afterStop} comes after that, which is too late for a goodbye.
 */
record EndOfStreams(MessageLog log) implements HelidonShutdownHandler, Weighted {

    /** Returns at once: the server waits for the streams for as long as its grace period lasts. */
    @Override
    public void shutdown() {
        log.close();
    }

    /** Runs this handler before the server's own, which has the default weight: the greater comes first. */
    @Override
    public double weight() {
        return Weighted.DEFAULT_WEIGHT + 1;
    }

    void register() {
        Main.addShutdownHandler(this);
    }

    void unregister() {
        Main.removeShutdownHandler(this);
    }
}
