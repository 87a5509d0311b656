package workbook.bench.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection: reads requests, and keeps what the client of a stream has not taken yet. */
final class RawConnection {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final byte[] NONE = {};

    /** Used only by the reading thread. */
    private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(128 * 1024);

    final SocketChannel channel;
    private final RawBroadcast broadcast;
    private byte[] request = NONE;
    private boolean streams;

    /** What the socket has not taken. Used only by the writing thread. */
    ByteBuffer rest;

    RawConnection(SocketChannel channel, RawBroadcast broadcast) {
        this.channel = channel;
        this.broadcast = broadcast;
    }

    void read() throws IOException {
        int length = channel.read(BUFFER.clear());
        if (length < 0) {
            throw new EOFException("the client has left");
        }
        int before = request.length;
        request = Arrays.copyOf(request, before + length);
        BUFFER.flip().get(request, before, length);
        for (int used = answer(); used > 0; used = answer()) {
            request = used == request.length ? NONE : Arrays.copyOfRange(request, used, request.length);
        }
    }

    /** Answers the first request if it is complete, and returns its length; otherwise 0. */
    private int answer() throws IOException {
        String text = new String(request, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n") + 4;
        if (end < 4) {
            return 0;
        }
        Matcher length = LENGTH.matcher(text.substring(0, end));
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        if (request.length < end + body) {
            return 0;
        }
        answer(text.substring(0, text.indexOf(" HTTP/")), new String(request, end, body, UTF_8));
        return end + body;
    }

    private void answer(String line, String body) throws IOException {
        switch (line) {
            case "GET /events" -> {
                send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n\r\n");
                streams = true;
                broadcast.join(this);
            }
            case "POST /messages" -> {
                broadcast.publish(("data: " + body.replaceAll("\r\n|\r|\n", "\ndata: ") + "\n\n").getBytes(UTF_8));
                send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
            }
            case "GET /clients" -> {
                String count = "{\"connected\": " + broadcast.clients() + "}";
                send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(count.length(), count));
            }
            default -> send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        }
    }

    /** Sends a short answer, for which the socket has room. */
    private void send(String answer) throws IOException {
        channel.write(ByteBuffer.wrap(answer.getBytes(ISO_8859_1)));
    }

    void close() {
        if (streams) {
            broadcast.leave(this);
        }
        try {
            channel.close();
        } catch (IOException gone) {
            // There is nothing left to close.
            return;
        }
    }
}
