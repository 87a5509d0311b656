package workbook.checker.probe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import workbook.checker.finding.WireText;
import workbook.checker.http.Bytes;
import workbook.checker.http.Frame;
import workbook.checker.http.FrameReader;
import workbook.checker.http.WireItem;
import workbook.checker.http.WireLimits;
import workbook.checker.text.Text;
import workbook.checker.wire.WireEntry;
import workbook.checker.wire.WireRequest;

/**
 * A WebSocket, seen from the client: frames come and go, byte by byte. It only sees and sends: whether the server may do
 * what it does is for the checks to say.
 */
public final class WebSocket implements Connection.OtherReading, AutoCloseable {

    /** What a server appends to the key of the client, to show that it has understood (RFC 6455 1.3). */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** A server that pings in a flood is not answered for ever. */
    private static final int MOST_PONGS = 1000;

    /**
     * A frame, with the moment at which its last byte came.
     *
     * @param nanos as {@link System#nanoTime()}
     */
    public record Came(Frame frame, long nanos) {}

    private final String key;
    private final FrameReader reader = new FrameReader();
    // Written under the lock of the exchange, and read by snapshots.
    private final List<Came> frames = new ArrayList<>();
    private final KeepLimit limit = new KeepLimit(HeapShare.OF_ALL.open(this));
    private final Connection connection;
    private int mask;
    private int pings;

    private WebSocket(
            Text name, WireRequest sent, WireRequest shown, String key, WireLimits limits, Patience patience) {
        this.key = key;
        this.mask = key.hashCode();
        synchronized (this) { // a ping may come before this ends: its pong waits
            this.connection = Connection.openOther(name, sent, shown, limits, patience, this);
        }
    }

    /** @param nonce 16 characters */
    static WebSocket open(
            Text name, WireRequest sent, WireRequest shown, String nonce, WireLimits limits, Patience patience) {
        String key = Base64.getEncoder().encodeToString(nonce.getBytes(StandardCharsets.US_ASCII));
        return new WebSocket(name, handshake(sent, key), handshake(shown, key), key, limits, patience);
    }

    private static WireRequest handshake(WireRequest request, String key) {
        return request.with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Key", key);
    }

    /** What the server must answer to the key that was sent (RFC 6455 4.2.2). */
    public String accept() {
        return accept(key);
    }

    /** What a server must answer to a key. */
    public static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    public Connection connection() {
        return connection;
    }

    @Override
    public void see(WireEntry entry) {
        if (entry.item() instanceof WireItem.Body body) {
            synchronized (frames) {
                reader.read(body.bytes(), frame -> keep(frame, entry));
            }
        }
    }

    /** Answers the pings of the server, as every client does. */
    private void keep(Frame frame, WireEntry entry) {
        if (!limit.admits(frame.payload().size())) {
            return;
        }
        frames.add(new Came(frame, entry.nanos()));
        if (frame.opcode() == Frame.PING && pings++ < MOST_PONGS) {
            byte[] data = frame.payload().toByteArray();
            Thread.ofVirtual().name("pong").start(() -> send(Frame.PONG, true, data));
        }
    }

    @Override
    public OptionalLong overflow() {
        synchronized (frames) {
            return limit.overflow();
        }
    }

    /** Everything that came so far, in order. */
    public List<Came> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    /** Whether the bytes that came have stopped making sense as frames. */
    public boolean isLost() {
        synchronized (frames) {
            return reader.isLost();
        }
    }

    /** Waits until one of the frames suits, the connection has ended, or the limit is reached. */
    public boolean await(Predicate<Frame> suits, Duration limit) {
        return connection.await(() -> frames().stream().map(Came::frame).anyMatch(suits), limit);
    }

    /** Sends one frame, masked as every frame of a client is. */
    public synchronized void send(int opcode, boolean fin, byte[] payload) {
        mask = mask * 31 + 0x5eed;
        send(opcode, fin, payload, mask);
    }

    /** Sends one frame with a mask that the check chooses. */
    public synchronized void send(int opcode, boolean fin, byte[] payload, int key) {
        connection.exchange().send(Frame.ofClient(opcode, fin, payload, key));
    }

    /** Sends a whole message, or a control frame, whose payload is a text. */
    public void send(int opcode, String text) {
        send(opcode, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes as {@code close()} of a page does when it is given no status. */
    public void sendClose() {
        send(Frame.CLOSE, true, new byte[0]);
    }

    public void sendClose(int status) {
        send(Frame.CLOSE, true, new byte[] {(byte) (status >> 8), (byte) status});
    }

    @Override
    public Map<Long, String> made() {
        return frames().stream().map(Came::frame).collect(Collectors.toMap(Frame::end, WebSocket::words));
    }

    /** A frame as a wire log shows it, for example {@code text "42"}. */
    public static String words(Frame frame) {
        String name =
                switch (frame.opcode()) {
                    case Frame.CONTINUATION -> "continuation";
                    case Frame.TEXT -> "text";
                    case Frame.BINARY -> "binary";
                    case Frame.CLOSE -> "close";
                    case Frame.PING -> "ping";
                    case Frame.PONG -> "pong";
                    default -> "opcode " + frame.opcode();
                };
        String payload = frame.opcode() == Frame.CLOSE
                ? Integer.toString(frame.status())
                : WireTranscript.quoted(frame.payload().utf8());
        return name + " " + payload + (frame.masked() ? " MASK=1" : "") + (frame.fin() ? "" : " …");
    }

    /** The frames that a client sent, as a wire log shows them. */
    static String words(Bytes sent) {
        List<String> words = new ArrayList<>();
        new FrameReader().read(sent, frame -> words.add(words(frame)));
        return words.isEmpty() ? WireText.of(sent.toByteArray()).text() : String.join(", ", words);
    }

    @Override
    public void close() {
        connection.close();
    }
}
