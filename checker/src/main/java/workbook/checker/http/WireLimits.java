package workbook.checker.http;

import java.time.Duration;

/**
 * What an exchange may cost, whatever the server sends.
 *
 * @param connect time for name lookup, connecting and the TLS handshake together
 * @param stored approximate bytes of memory for the log: each item costs {@code Journal#ITEM_COST} besides its bytes.
 *     What comes after that is counted and shown to the listener, but not kept
 * @param total raw bytes after which the exchange ends with {@link End.LimitReached}
 * @param line bytes of one header line or chunk size line
 * @param head bytes of one head, or of the trailers
 * @param receiveBuffer SO_RCVBUF in bytes, 0 for the system's choice; a small one lets {@code
 *     WireExchange#stopReading()} reach the server soon
 */
public record WireLimits(Duration connect, long stored, long total, int line, int head, int receiveBuffer) {
    private static final long MIB = 1 << 20;

    public static final WireLimits DEFAULT =
            new WireLimits(Duration.ofSeconds(5), 64 * MIB, 1024 * MIB, 64 << 10, 256 << 10, 0);

    public WireLimits withConnect(Duration limit) {
        return new WireLimits(limit, stored, total, line, head, receiveBuffer);
    }

    public WireLimits withStored(long bytes) {
        return new WireLimits(connect, bytes, total, line, head, receiveBuffer);
    }

    public WireLimits withTotal(long bytes) {
        return new WireLimits(connect, stored, bytes, line, head, receiveBuffer);
    }

    public WireLimits withHead(int lineBytes, int headBytes) {
        return new WireLimits(connect, stored, total, lineBytes, headBytes, receiveBuffer);
    }

    public WireLimits withReceiveBuffer(int bytes) {
        return new WireLimits(connect, stored, total, line, head, bytes);
    }
}
