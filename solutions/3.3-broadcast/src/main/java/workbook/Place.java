package workbook;

import java.io.IOException;
import java.io.OutputStream;

/** The place of one client. Closing it frees the place. */
public interface Place extends AutoCloseable {

    /**
     * Writes whatever is published from now on, and heartbeats. Returns or throws when the client has gone or was too
     * slow, or when the server stops.
     */
    void serve(OutputStream out) throws IOException, InterruptedException;

    @Override
    void close();
}
