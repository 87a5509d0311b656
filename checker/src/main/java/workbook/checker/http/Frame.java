package workbook.checker.http;

/**
 * A frame of a WebSocket, RFC 6455 5.2.
 *
 * @param start offset of its first byte after the handshake
 * @param end offset after its last byte
 * @param fin whether the message ends with this frame
 * @param reserved the three bits that only an extension may set
 * @param masked whether it came masked; the payload is unmasked
 */
public record Frame(long start, long end, boolean fin, int reserved, int opcode, boolean masked, Bytes payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LONGEST_IN_ONE_BYTE = 125;
    private static final int LONGEST_IN_TWO_BYTES = 0xffff;

    /** The frame of a client, whose payload is always masked (RFC 6455 5.3). */
    public static Bytes ofClient(int opcode, boolean fin, byte[] payload, int key) {
        int length = payload.length;
        int head = length > LONGEST_IN_ONE_BYTE ? 8 : 6;
        byte[] bytes = new byte[head + length];
        bytes[0] = (byte) ((fin ? FIN : 0) | opcode);
        if (head == 8) {
            bytes[1] = (byte) (MASKED | LENGTH_IN_TWO_BYTES);
            bytes[2] = (byte) (length >> 8);
            bytes[3] = (byte) length;
        } else {
            bytes[1] = (byte) (MASKED | length);
        }
        for (int i = 0; i < 4; i++) {
            bytes[head - 4 + i] = (byte) (key >> 8 * (3 - i));
        }
        for (int i = 0; i < length; i++) {
            bytes[head + i] = (byte) (payload[i] ^ bytes[head - 4 + i % 4]);
        }
        return Bytes.wrap(bytes);
    }

    /** Whether its length is written in as few bytes as it can be, which every frame has to keep to (RFC 6455 5.2). */
    public boolean isLengthShortest() {
        int size = payload.size();
        int more = size <= LONGEST_IN_ONE_BYTE ? 0 : size <= LONGEST_IN_TWO_BYTES ? 2 : 8;
        return end - start == 2 + more + (masked ? 4 : 0) + size;
    }

    /** Whether this is a control frame: close, ping or pong (RFC 6455 5.5). */
    public boolean isControl() {
        return opcode >= CLOSE;
    }

    /** The status in a close frame; 1005 if there is none (RFC 6455 7.4.1). */
    public int status() {
        return payload.size() < 2 ? 1005 : (payload.at(0) & 0xff) << 8 | payload.at(1) & 0xff;
    }
}
