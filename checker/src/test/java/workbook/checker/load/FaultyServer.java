package workbook.checker.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A broadcast that fails one of its clients in the way that a test asks for. */
final class FaultyServer implements AutoCloseable {

    /** What goes wrong, for the client {@link #VICTIM} and the event {@link #EVENT}, both counted from 0. */
    enum Defect {
        NONE,
        LOSES,
        DOUBLES,
        SWAPS,
        STALLS,
        CUTS,
        REFUSES,
        OTHER_TYPE,
        REFUSES_POSTS,
        ANSWERS_NO_POST,
        ANSWERS_POSTS_FOR_EVER,
        REFUSES_ONE_POST
    }

    /** The framing of an event on the wire. */
    enum Style {
        PLAIN,
        IN_JSON,
        CR_AND_PIECES,
        UNTIL_CLOSE
    }

    static final int VICTIM = 3;
    static final int EVENT = 5;

    private final ServerSocket listening;
    private final Defect defect;
    private final Style style;
    private final List<Socket> streams = new ArrayList<>();
    private final List<Socket> all = new CopyOnWriteArrayList<>();
    private String held = "";
    private int came;
    private int posts;

    FaultyServer(Defect defect, Style style) {
        this.defect = defect;
        this.style = style;
        try {
            listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + path);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                all.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                if (head.startsWith("GET")) {
                    open(socket);
                } else {
                    int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
                    if (defect == Defect.ANSWERS_NO_POST) {
                        continue;
                    }
                    if (defect == Defect.ANSWERS_POSTS_FOR_EVER) {
                        trickle(socket);
                    }
                    String status = publish(new String(in.readNBytes(length), ISO_8859_1));
                    send(socket, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
                }
            }
        } catch (IOException gone) {
            // The client has left.
            return;
        }
    }

    /** Answers a POST with the beginning of a stream. */
    private void trickle(Socket socket) throws IOException {
        send(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (true) {
            send(socket, "3\r\n:\n\n\r\n");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private synchronized void open(Socket socket) throws IOException {
        boolean victim = came++ == VICTIM;
        if (defect == Defect.REFUSES && victim) {
            send(socket, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        String type = defect == Defect.OTHER_TYPE && victim ? "text/plain" : "text/event-stream";
        String framing = style == Style.UNTIL_CLOSE ? "Connection: close" : "Transfer-Encoding: chunked";
        send(socket, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + framing + "\r\n\r\n");
        send(socket, framed(": hello\n\n"));
        streams.add(socket);
    }

    private synchronized String publish(String text) throws IOException {
        int event = posts++;
        if (defect == Defect.REFUSES_POSTS || defect == Defect.REFUSES_ONE_POST && event == EVENT) {
            return "503 Service Unavailable";
        }
        for (int i = 0; i < streams.size(); i++) {
            try {
                deliver(streams.get(i), text, event, i == VICTIM);
            } catch (IOException gone) {
                streams.set(i, new Socket());
            }
        }
        return "202 Accepted";
    }

    private void deliver(Socket to, String text, int event, boolean victim) throws IOException {
        if (to.isClosed() || !to.isConnected()) {
            return;
        }
        String block = framed(block(text));
        if (!victim || event != EVENT && !(defect == Defect.STALLS && event > EVENT)) {
            send(to, victim ? block + held : block);
            held = victim ? "" : held;
            return;
        }
        switch (defect) {
            case LOSES, STALLS -> {}
            case DOUBLES -> send(to, block + block);
            case SWAPS -> held = block;
            case CUTS -> to.close();
            default -> send(to, block);
        }
    }

    private String block(String text) {
        return switch (style) {
            case IN_JSON -> "event: note\nid: 1\ndata: {\"text\":\n: more\ndata: \"" + text + "\"}\n\n";
            case CR_AND_PIECES -> "data:" + text + "\r\r";
            default -> "data: " + text + "\n\n";
        };
    }

    /** Writes the body in one chunk, in many, or without chunks. */
    private String framed(String block) {
        if (style == Style.UNTIL_CLOSE) {
            return block;
        }
        int piece = style == Style.CR_AND_PIECES ? 3 : block.length();
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < block.length(); at += piece) {
            String chunk = block.substring(at, Math.min(at + piece, block.length()));
            chunks.append(Integer.toHexString(chunk.length()).toUpperCase())
                    .append(style == Style.CR_AND_PIECES ? ";x=y\r\n" : "\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return chunks.toString();
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : all) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
