package workbook.checker.classroom.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on loopback in front of one server, which may come and go. It forwards HTTP/1.1, and whatever that is
 * upgraded to, as it comes, and reports it to a listener. Its port stays, so that clients that were cut off find it
 * again.
 */
public final class RecordingProxy implements AutoCloseable {

    /** How connections are cut. */
    public enum Cut {
        /** As when a process or a machine dies. */
        RST,
        /** As when a proxy closes a connection that it finds too old. */
        FIN
    }

    private static final int BACKLOG = 128;
    private static final int MOST_CONNECTIONS = 512;

    private final ServerSocket listener;
    private final OwnFiles files;
    private final TrafficListener traffic;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private volatile OptionalInt server = OptionalInt.empty();

    private RecordingProxy(ServerSocket listener, OwnFiles files, TrafficListener traffic) {
        this.listener = listener;
        this.files = files;
        this.traffic = traffic;
    }

    /** Starts a proxy with no server behind it yet. */
    public static RecordingProxy start(OwnFiles files, TrafficListener traffic) {
        try {
            ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
            RecordingProxy proxy = new RecordingProxy(listener, files, traffic);
            Thread.ofVirtual().name("recording proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that it listens on, on 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Sets the port of the server on 127.0.0.1; empty while there is no server. */
    public void server(OptionalInt port) {
        server = port;
    }

    /** Cuts every connection at once. Returns how many there were. */
    public int cut(Cut how) {
        int cut = 0;
        for (ProxiedConnection connection : connections) {
            connection.cut(how);
            cut++;
        }
        return cut;
    }

    /**
     * Slows an exchange down to one byte at a time, or lets it go at full speed again.
     *
     * @return whether it is still open
     */
    public boolean slow(long exchange, boolean wish) {
        return connections.stream().anyMatch(connection -> connection.slow(exchange, wish));
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                ProxiedConnection connection = new ProxiedConnection(this, client);
                if (connections.size() >= MOST_CONNECTIONS) {
                    connection.cut(Cut.RST);
                } else {
                    connections.add(connection);
                    Thread.ofVirtual().start(connection::serve);
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    OptionalInt server() {
        return server;
    }

    OwnFiles files() {
        return files;
    }

    TrafficListener traffic() {
        return traffic;
    }

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void forget(ProxiedConnection connection) {
        connections.remove(connection);
    }

    /** Stops listening, and cuts what is open. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException nothingLeftToClose) {
            // The listener is closed, which is all that was wanted.
        }
        cut(Cut.FIN);
    }
}
