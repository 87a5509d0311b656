package workbook.checker.probe;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.server.Trouble;
import workbook.checker.workbook.Task;

/** The server under test as a probe knows it: where it is, how it is set, and what may be done to it. */
public interface TestedServer extends AutoCloseable {

    Task task();

    URI base();

    /** The value that the server has for a key of {@code application.yaml}: overridden, or the default. */
    String setting(String key);

    /** The process of the server, if the checker started it. */
    Optional<ServerUnderTest> server();

    /** Notes that a request is sent to it. */
    void asked();

    /** How the server ended, if it ended by itself. */
    Optional<Trouble> ended();

    /**
     * A second server beside this one, with more settings.
     *
     * @throws ServerException if it cannot be started or reached
     * @throws CheckSkipped if the server is not the checker's to start
     */
    TestedServer another(Map<String, String> more) throws ServerException;

    /**
     * Stops the server and starts it again on the same port.
     *
     * @throws ServerException if it cannot be started or reached
     * @throws CheckSkipped if the server is not the checker's to start
     */
    void restart() throws ServerException;

    /**
     * Asks the server to end (SIGTERM), and returns at once.
     *
     * @throws CheckSkipped if the server is not the checker's to end, or the system knows no such signal
     */
    void askToEnd();

    /**
     * Ends the server as a power cut does (SIGKILL), and returns when it has gone.
     *
     * @throws CheckSkipped if the server is not the checker's to end
     */
    void kill();

    /** The exit code of a server that was asked to end; nothing if it is still there at the limit. */
    OptionalInt awaitEnd(Duration limit);

    @Override
    void close();
}
