package workbook.checker.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server on loopback that runs a script with its first connection. {@link #close()} fails if the script failed. */
public final class CannedServer implements AutoCloseable {
    public interface Script {
        void run(Peer peer) throws Exception;
    }

    /** The client, as the server sees it. */
    public record Peer(Socket socket) {
        /** Reads up to the blank line. */
        String readHead() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = socket.getInputStream().read();
                if (b < 0) {
                    throw new IOException("the client closed before the blank line");
                }
                head.write(b);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        int read() throws IOException {
            return socket.getInputStream().read();
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Stays connected until the client goes away in some way. */
        void stay() {
            try {
                while (read() >= 0) {
                    // What the client may still send is of no interest.
                }
            } catch (IOException gone) {
                // As good as a FIN here.
            }
        }
    }

    private final ServerSocket listening;
    private final CompletableFuture<Void> script = new CompletableFuture<>();

    CannedServer(Script script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    CannedServer(ServerSocket listening, Script script) {
        this.listening = listening;
        Thread.ofVirtual().start(() -> {
            try (Socket socket = listening.accept()) {
                script.run(new Peer(socket));
                this.script.complete(null);
            } catch (Throwable e) {
                this.script.completeExceptionally(e);
            }
        });
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:%d/events".formatted(listening.getLocalPort()));
    }

    /** Waits for the script's end. */
    void join() throws Exception {
        script.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        try {
            join();
        } catch (Exception e) {
            if (!(e.getCause() instanceof SocketException closed && "Socket closed".equals(closed.getMessage()))) {
                throw new AssertionError("the server's script failed", e);
            }
        }
    }
}
