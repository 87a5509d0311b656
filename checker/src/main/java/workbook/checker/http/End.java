package workbook.checker.http;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How an exchange ended. A server that stays silent has not ended anything: that is {@code WireExchange#awaitHead}
 * returning empty.
 */
public sealed interface End {
    /** One sentence that says what was received, and what was wanted. */
    String reason();

    /**
     * The answer was whole, and its framing says so.
     *
     * @param offset after its last byte
     */
    record Complete(By by, long offset) implements End {
        /** What marked the end, RFC 9112 6.3. */
        public enum By {
            NO_BODY("the head ends it: no body follows"),
            LENGTH_MET("Content-Length is met"),
            LAST_CHUNK("the last chunk came"),
            CONNECTION_CLOSED("the server closed the connection, which ends a body without length or chunks");

            private final String words;

            By(String words) {
                this.words = words;
            }
        }

        @Override
        public String reason() {
            return by.words;
        }
    }

    /**
     * The server closed the connection (FIN) before the answer was whole, RFC 9112 8.
     *
     * @param missing bytes that the framing had promised, empty where it had promised no number
     */
    record Cut(Place place, OptionalLong missing, long offset, String reason) implements End {
        public enum Place {
            BEFORE_ANSWER,
            IN_HEAD,
            IN_LENGTH,
            IN_CHUNK_SIZE,
            IN_CHUNK,
            BETWEEN_CHUNKS,
            IN_TRAILERS
        }
    }

    /** The connection broke: RST, or a failure of TLS. */
    record Reset(String reason) implements End {}

    /**
     * The answer is not HTTP/1.1.
     *
     * @param offset of the first wrong byte
     */
    record Malformed(String reason, long offset) implements End {}

    /** No connection was ever made. */
    record NoConnection(Cause cause, String reason) implements End {
        public enum Cause {
            REFUSED,
            TIMED_OUT,
            UNKNOWN_HOST,
            TLS,
            UNREACHABLE,
            /** The machine of the client has no port or no file left for it. */
            EXHAUSTED
        }
    }

    /**
     * The server sent more than {@link WireLimits#total()}.
     *
     * @param received bytes
     */
    record LimitReached(long limit, long received) implements End {
        @Override
        public String reason() {
            return String.format(
                    Locale.ROOT,
                    "received %d bytes, the limit is %d; raise WireLimits.total if that is wanted",
                    received,
                    limit);
        }
    }

    /**
     * The server sent more items than the reader of the body keeps, however small each of them was.
     *
     * @param items events, comments or frames
     * @param received bytes of the raw stream
     * @param after time since the exchange began
     */
    record Flood(long items, long received, Duration after) implements End {
        @Override
        public String reason() {
            return String.format(
                    Locale.ROOT,
                    "%d items in %d bytes came within %.1f s, more than are kept",
                    items,
                    received,
                    after.toMillis() / 1000.0);
        }
    }

    /** The client itself ended the exchange. */
    record ClosedByUs(How how) implements End {
        public enum How {
            FIN,
            RST,
            /** The listener of the exchange threw. */
            FAILURE
        }

        @Override
        public String reason() {
            return "we closed the connection (%s)".formatted(how);
        }
    }
}
