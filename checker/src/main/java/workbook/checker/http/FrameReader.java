package workbook.checker.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads frames of a WebSocket (RFC 6455 5.2): bytes in, frames out. It knows no socket and no clock. */
public final class FrameReader {
    /**
     * The longest payload, in bytes, far above that of any task: a greater length means that the bytes are not frames.
     */
    private static final long LONGEST = 1 << 20;

    private Bytes rest = Bytes.EMPTY;
    private long offset;
    private boolean lost;

    /** Reads the next bytes and hands on the frames that they complete. */
    public void read(Bytes bytes, Consumer<Frame> frames) {
        rest = Bytes.concat(List.of(rest, bytes));
        Optional<Frame> frame = next();
        while (frame.isPresent()) {
            frames.accept(frame.get());
            int size = (int) (frame.get().end() - frame.get().start());
            rest = rest.slice(size, rest.size());
            offset += size;
            frame = next();
        }
    }

    /** Whether the bytes no longer make sense, because they announce a length that no frame has. */
    public boolean isLost() {
        return lost;
    }

    private Optional<Frame> next() {
        if (lost || rest.size() < 2) {
            return Optional.empty();
        }
        int code = rest.at(1) & 0x7f;
        boolean masked = (rest.at(1) & 0x80) != 0;
        int lengthBytes = code < 126 ? 0 : code == 126 ? 2 : 8;
        int payloadAt = 2 + lengthBytes + (masked ? 4 : 0);
        if (rest.size() < payloadAt) {
            return Optional.empty();
        }
        long length = lengthBytes == 0 ? code : number(2, lengthBytes);
        lost = length < 0 || length > LONGEST;
        if (lost || rest.size() < payloadAt + length) {
            return Optional.empty();
        }
        int end = payloadAt + (int) length;
        Bytes payload = rest.slice(payloadAt, end);
        int first = rest.at(0) & 0xff;
        return Optional.of(new Frame(
                offset,
                offset + end,
                (first & 0x80) != 0,
                first >> 4 & 7,
                first & 0x0f,
                masked,
                masked ? unmasked(payload, payloadAt - 4) : payload));
    }

    private long number(int from, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 8 | rest.at(from + i) & 0xff;
        }
        return number;
    }

    private Bytes unmasked(Bytes payload, int keyAt) {
        byte[] bytes = payload.toByteArray();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= rest.at(keyAt + i % 4);
        }
        return Bytes.wrap(bytes);
    }
}
