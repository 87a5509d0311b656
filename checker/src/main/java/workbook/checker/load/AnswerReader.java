package workbook.checker.load;

import java.util.Arrays;

/**
 * Reads one HTTP/1.1 answer as its bytes come, cut anywhere, and hands on the bytes of its body. Ten thousand readers
 * work at once, so nothing is kept once the head is read.
 */
final class AnswerReader {

    /** Receives the head and the body of an answer as they are read. */
    interface Receiver {

        /** Receives the head once it is complete. */
        void head(AnswerHead head) throws BadAnswer;

        /** Receives the next bytes of the body. The array is used again after the call. */
        void body(byte[] bytes, int from, int to);
    }

    private enum Part {
        HEAD,
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK,
        CHUNK_END,
        TRAILER,
        BODY,
        END
    }

    private static final int LONGEST_HEAD = 64 * 1024;
    private static final byte[] NONE = {};

    private final Receiver receiver;
    private Part part = Part.HEAD;
    private byte[] head = new byte[256];
    private int filled;
    /** Bytes left of the body or of the chunk; negative if only the end of the connection ends it. */
    private long left;

    private boolean lineHasBytes;

    AnswerReader(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Whether the answer has reached its proper end. */
    boolean ended() {
        return part == Part.END;
    }

    /** Whether the answer is complete if the connection closes now. */
    boolean endsByClose() {
        return part == Part.BODY && left < 0;
    }

    void read(byte[] bytes, int from, int to) throws BadAnswer {
        int next = from;
        while (next < to && part != Part.END) {
            next = switch (part) {
                case HEAD -> head(bytes, next, to);
                case CHUNK, BODY -> body(bytes, next, to);
                default -> framing(bytes[next], next);
            };
        }
    }

    private int head(byte[] bytes, int from, int to) throws BadAnswer {
        int next = from;
        while (next < to) {
            byte b = bytes[next++];
            if (filled == head.length) {
                grow();
            }
            head[filled++] = b;
            if (b == '\n' && blankLine()) {
                headIsWhole();
                break;
            }
        }
        return next;
    }

    private void grow() throws BadAnswer {
        if (filled >= LONGEST_HEAD) {
            throw new BadAnswer("a head of more than " + LONGEST_HEAD + " bytes");
        }
        head = Arrays.copyOf(head, 2 * filled);
    }

    private boolean blankLine() {
        return filled > 1 && head[filled - 2] == '\n'
                || filled > 2 && head[filled - 2] == '\r' && head[filled - 3] == '\n';
    }

    private void headIsWhole() throws BadAnswer {
        AnswerHead whole = AnswerHead.of(head, filled);
        filled = 0;
        if (whole.status() < 200) {
            return; // 100 and 103 come before the answer
        }
        head = NONE;
        left = whole.framing() == AnswerHead.Framing.LENGTH ? whole.length() : -1;
        part = whole.framing() == AnswerHead.Framing.CHUNKED ? Part.CHUNK_SIZE : left == 0 ? Part.END : Part.BODY;
        if (part == Part.CHUNK_SIZE) {
            left = 0;
        }
        receiver.head(whole);
    }

    private int body(byte[] bytes, int from, int to) {
        int end = left < 0 ? to : (int) Math.min(to, from + left);
        receiver.body(bytes, from, end);
        if (left >= 0) {
            left -= end - from;
            if (left == 0) {
                part = part == Part.CHUNK ? Part.CHUNK_END : Part.END;
            }
        }
        return end;
    }

    /** Reads one byte of the framing between chunks (RFC 9112 section 7.1). */
    private int framing(byte b, int index) throws BadAnswer {
        switch (part) {
            case CHUNK_SIZE -> size(b);
            case CHUNK_EXTENSION -> {
                if (b == '\n') {
                    sizeIsWhole();
                }
            }
            case CHUNK_END -> {
                if (b == '\n') {
                    part = Part.CHUNK_SIZE;
                } else if (b != '\r') {
                    throw new BadAnswer("a chunk longer than its size");
                }
            }
            default -> trailer(b);
        }
        return index + 1;
    }

    private void size(byte b) throws BadAnswer {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && left < Integer.MAX_VALUE) {
            left = left * 16 + digit;
        } else if (b == '\n') {
            sizeIsWhole();
        } else if (b == '\r' || b == ';' || b == ' ' || b == '\t') {
            part = Part.CHUNK_EXTENSION;
        } else {
            throw new BadAnswer("no size of a chunk");
        }
    }

    private void sizeIsWhole() {
        part = left == 0 ? Part.TRAILER : Part.CHUNK;
        lineHasBytes = false;
    }

    private void trailer(byte b) {
        if (b == '\n') {
            part = lineHasBytes ? Part.TRAILER : Part.END;
            lineHasBytes = false;
        } else if (b != '\r') {
            lineHasBytes = true;
        }
    }
}
