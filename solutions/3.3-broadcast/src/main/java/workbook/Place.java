package workbook;

import java.io.IOException;
import java.io.OutputStream;

/** The place of one client. To close it gives it back. */
public interface Place extends AutoCloseable {

    /**
     * Writes whatever is published from now on, and heartbeats. Returns or throws when the client has gone, when it was
     * too slow, or when the server stops.
     */
    void serve(OutputStream out) throws IOException, InterruptedException;

    @Override
    void close();
}
