package workbook.checker.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on loopback that cuts a connection when the server has sent no byte for too long, as the proxies in front
 * of real servers do. It passes on everything else as it comes, and knows no HTTP.
 */
public final class IdleCutProxy implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Duration idle;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private IdleCutProxy(ServerSocket listener, String host, int port, Duration idle) {
        this.listener = listener;
        this.host = host;
        this.port = port;
        this.idle = idle;
    }

    /**
     * Starts a proxy in front of one server.
     *
     * @param idle how long the server may send nothing, counted from the connect and from each byte
     */
    public static IdleCutProxy start(String host, int port, Duration idle) {
        try {
            ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            IdleCutProxy proxy = new IdleCutProxy(listener, host, port, idle);
            Thread.ofVirtual().name("idle-cut-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on 127.0.0.1 on which the proxy listens. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> QuietClose.run(() -> serve(client)));
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Ends with FIN to both sides, whichever of them ended first and for whatever reason. */
    private void serve(Socket client) throws IOException {
        try (client;
                Socket server = new Socket(host, port)) {
            open.add(client);
            open.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            // A read that takes longer throws, and so ends the connection.
            server.setSoTimeout(Math.toIntExact(Math.max(1, idle.toMillis())));
            Thread.ofVirtual().start(() -> QuietClose.run(() -> request(client, server)));
            pass(server, client);
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    /** Passes on what the client sends. A client that has closed has no use for an answer. */
    private static void request(Socket client, Socket server) throws IOException {
        try (server) {
            pass(client, server);
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    /** Stops listening and cuts what is open. */
    @Override
    public void close() {
        QuietClose.run(listener::close);
        open.forEach(socket -> QuietClose.run(socket::close));
    }
}
