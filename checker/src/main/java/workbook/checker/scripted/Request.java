package workbook.checker.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workbook.checker.http.HeaderField;
import workbook.checker.http.Headers;
import workbook.checker.http.RequestBody;
import workbook.checker.http.RequestHead;

/**
 * A request that a {@link ScriptedServer} received, whole.
 *
 * @param at when its last byte had been read
 * @param target path and query, as they came
 * @param headers values by name in lower case, read as UTF-8; those of one name are joined by commas (RFC 9110 5.2)
 * @param names of the headers, as they came
 * @param body at most 1 MiB, without its chunks
 * @param version for example {@code HTTP/1.1}
 */
public record Request(
        Instant at,
        String method,
        String target,
        Map<String, String> headers,
        Set<String> names,
        byte[] body,
        String version) {

    private static final int LONGEST = 1 << 20;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

    /**
     * Reads the next request, and tells a client that expects 100-continue to send its body (RFC 9110 10.1.1).
     *
     * @return empty if the client closed the connection without a request
     * @throws ProtocolException if it is malformed or too long
     */
    static Optional<Request> read(InputStream in, OutputStream out) throws IOException {
        Optional<RequestHead> head = RequestHead.read(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Headers fields = head.get().headers();
        if (fields.elements("Expect").contains("100-continue")) {
            out.write(CONTINUE);
            out.flush();
        }
        byte[] body = RequestBody.read(fields, in, LONGEST);
        return Optional.of(new Request(
                Instant.now(),
                head.get().method(),
                head.get().target(),
                byName(fields),
                fields.fields().stream().map(HeaderField::name).collect(toSet()),
                body,
                head.get().version()));
    }

    private static Map<String, String> byName(Headers fields) {
        return fields.fields().stream()
                .collect(toMap(field -> field.name().toLowerCase(Locale.ROOT), Request::value, (a, b) -> a + ", " + b));
    }

    private static String value(HeaderField field) {
        return new String(field.value().getBytes(ISO_8859_1), UTF_8);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The target without its query. */
    public String path() {
        return target.split("\\?", 2)[0];
    }

    /** The part of the target after its question mark; empty if there is no query. */
    public String query() {
        return target.substring(Math.min(target.length(), path().length() + 1));
    }

    /** The body as text. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** The request in short, for example {@code GET /events}. */
    public String line() {
        return method + " " + target;
    }
}
