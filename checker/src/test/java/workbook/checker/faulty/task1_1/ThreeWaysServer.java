package workbook.checker.faulty.task1_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.servers.ClockServer;
import workbook.checker.scripted.Request;

/** Task 1.1 done right on the fast clock, in parts. A faulty server overrides the part in which it sins. */
class ThreeWaysServer implements Handler {
    static final Duration INTERVAL = Duration.ofMillis(100);
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int FIN = 0x80;

    /** It has been counting for a while, so that a counter that is born with its client shows. */
    private final long start = System.nanoTime() - 50 * INTERVAL.toNanos();

    /**
     * A frame of a client.
     *
     * @param masked the payload as it came
     */
    record Heard(boolean fin, int opcode, byte[] payload, byte[] masked) {}

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        switch (request.target()) {
            case "/poll" -> poll(reply);
            case "/events" -> events(reply);
            case "/ws" -> socket(request, reply);
            default -> reply.json(404, "{}");
        }
    }

    final long now() {
        return (System.nanoTime() - start) / INTERVAL.toNanos();
    }

    final void await(long tick) {
        ClockServer.pause(start, INTERVAL.multipliedBy(tick));
    }

    void poll(Reply reply) {
        pollHead(reply, "{\"tick\": %d}".formatted(polled()));
    }

    long polled() {
        return now();
    }

    void pollHead(Reply reply, String body) {
        reply.head(
                        "HTTP/1.1 200 OK",
                        "Content-Type: application/json",
                        "Cache-Control: no-store",
                        "Content-Length: " + body.length())
                .raw(body);
    }

    void events(Reply reply) throws Exception {
        eventsHead(reply);
        for (long tick = firstEvent(); ; tick = afterEvent(tick)) {
            await(tick);
            event(reply, tick);
        }
    }

    void eventsHead(Reply reply) {
        reply.eventStream();
    }

    long firstEvent() {
        return now();
    }

    long afterEvent(long tick) {
        return tick + 1;
    }

    void event(Reply reply, long tick) throws Exception {
        reply.write("data: " + tick + "\n\n");
    }

    void socket(Request request, Reply reply) throws Exception {
        handshake(reply, accept(request.headers().get("sec-websocket-key")));
        Thread.ofVirtual().name("ticks").start(() -> messages(reply));
        listen(reply);
    }

    void handshake(Reply reply, String accept) {
        reply.head(
                "HTTP/1.1 101 Switching Protocols",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Accept: " + accept);
    }

    static String accept(String key) throws Exception {
        return Base64.getEncoder().encodeToString(digest(key));
    }

    static byte[] digest(String key) throws Exception {
        return MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
    }

    void messages(Reply reply) {
        try {
            for (long tick = firstMessage(); ; tick = afterMessage(tick)) {
                await(tick);
                message(reply, tick);
            }
        } catch (Exception left) {
            // The client has gone, which is its right.
        }
    }

    long firstMessage() {
        return now();
    }

    long afterMessage(long tick) {
        return tick + 1;
    }

    void message(Reply reply, long tick) throws Exception {
        send(reply, FIN | TEXT, Long.toString(tick).getBytes(StandardCharsets.US_ASCII));
    }

    /** One frame at a time: ticks and pongs come from two threads. */
    final void send(Reply reply, int first, byte[] payload) {
        byte[] frame = new byte[payload.length + 2];
        frame[0] = (byte) first;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        synchronized (reply) {
            reply.raw(frame);
        }
    }

    void listen(Reply reply) throws Exception {
        DataInputStream in = new DataInputStream(reply.input());
        while (true) {
            Heard heard = read(in);
            switch (heard.opcode()) {
                case PING -> pong(reply, heard);
                case CLOSE -> {
                    closed(reply, heard);
                    return;
                }
                default -> heard(reply, heard);
            }
        }
    }

    Heard read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        byte[] key = new byte[4];
        int size = length == 126 ? size(in) : length;
        in.readFully(key);
        byte[] masked = in.readNBytes(size);
        byte[] payload = masked.clone();
        for (int i = 0; i < size; i++) {
            payload[i] ^= key[i % 4];
        }
        return new Heard((first & FIN) != 0, first & 0x0f, payload, masked);
    }

    int size(DataInputStream in) throws IOException {
        return in.readUnsignedShort();
    }

    void pong(Reply reply, Heard ping) throws Exception {
        send(reply, FIN | PONG, ping.payload());
    }

    void heard(Reply reply, Heard message) throws Exception {
        // What a client says is read, and of no interest.
    }

    /** The connection is closed when this returns. */
    void closed(Reply reply, Heard close) throws Exception {
        synchronized (reply) {
            send(reply, FIN | CLOSE, close.payload());
            reply.cut();
        }
    }
}
