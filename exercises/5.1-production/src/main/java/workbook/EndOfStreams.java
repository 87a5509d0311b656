package workbook;

import io.helidon.Main;
import io.helidon.common.Weighted;
import io.helidon.spi.HelidonShutdownHandler;

/** Ends the streams when the process gets SIGTERM. */
record EndOfStreams(MessageLog log) implements HelidonShutdownHandler, Weighted {

    @Override
    public void shutdown() {
        // TODO 5: close the log, and wait for nobody
    }

    /** Runs before the server's own handler: the greater weight goes first. */
    @Override
    public double weight() {
        return Weighted.DEFAULT_WEIGHT; // this is what the server has, too
    }

    void register() {
        Main.addShutdownHandler(this);
    }

    void unregister() {
        Main.removeShutdownHandler(this);
    }
}
