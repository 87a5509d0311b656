package workbook.checker.clients;

import java.net.URI;
import java.util.Set;

/** The program under test, which can be made to read a stream. */
public interface Subject extends AutoCloseable {

    /** As the user named it, for the report. */
    String name();

    /**
     * Starts a client that reads a stream, and returns at once.
     *
     * @param types the types of the events that will come, for a client that has to listen to each
     * @throws SubjectFailed if it cannot be started
     */
    Client start(URI stream, Set<String> types, Sightings sightings);

    /** A client that reads one stream. */
    interface Client extends AutoCloseable {

        /** Whether it has ended by itself, for example because its process has. */
        boolean ended();

        /** Asks the client to stop reading, as its user would, and returns at once. */
        void stop();

        /** Ends whatever is left of it. */
        @Override
        void close();
    }

    @Override
    default void close() {}
}
