package workbook.checker.http;

/**
 * Status line and header fields.
 *
 * @param version as sent, such as {@code HTTP/1.1}
 * @param reason as sent, often empty
 * @param framing how the end of the body will be determined
 * @param start offset of its first byte in the raw stream; {@code WireExchange#arrivalOf} gives the time
 * @param end offset after its blank line
 */
public record ResponseHead(
        String version, int status, String reason, Headers headers, Framing framing, long start, long end) {

    /** Whether this is a 1xx that announces another answer (RFC 9110 15.2). No HTTP answer follows a 101. */
    public boolean isInterim() {
        return status < 200 && status != 101;
    }
}
