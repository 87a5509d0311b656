package workbook.checker.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request as it came (RFC 9112 2.1, 3).
 *
 * @param bytes the whole head, with its blank line
 * @param fields the lines between the first and the blank one
 */
public record RequestHead(byte[] bytes, String method, String target, List<String> fields) {

    private static final int LONGEST = 64 << 10;

    /**
     * Reads the next head; empty if the client has closed the connection.
     *
     * @throws ProtocolException if it is not HTTP/1, or longer than 64 KiB
     */
    public static Optional<RequestHead> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        int line = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            bytes.write(b);
            if (b != '\n') {
                line += b == '\r' ? 0 : 1;
            } else if (line == 0) {
                return Optional.of(of(bytes.toByteArray()));
            } else {
                line = 0;
            }
            if (bytes.size() > LONGEST) {
                throw new ProtocolException("a head longer than anybody's");
            }
        }
        if (bytes.size() > 0) {
            throw new EOFException();
        }
        return Optional.empty();
    }

    private static RequestHead of(byte[] bytes) throws ProtocolException {
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\r?\n");
        String[] words = lines.length == 0 ? new String[0] : lines[0].split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("not HTTP/1.1");
        }
        return new RequestHead(bytes, words[0], words[1], List.of(Arrays.copyOfRange(lines, 1, lines.length)));
    }

    /**
     * The fields as a server must read them (RFC 9112 5), with none of the leniency of a proxy.
     *
     * @throws ProtocolException if a line is not a field, or one that only a lenient server would accept
     */
    public Headers headers() throws ProtocolException {
        ParserOutput out = new ParserOutput();
        FieldBlock block = new FieldBlock("head", LONGEST, 0);
        try {
            for (String line : fields) {
                block.add(new HeadLine(0, Bytes.ofLatin1(line), "\r\n"), out);
            }
            block.add(new HeadLine(0, Bytes.EMPTY, "\r\n"), out);
        } catch (MalformedException problem) {
            throw new ProtocolException(problem.getMessage());
        }
        for (WireItem item : out.take(0)) {
            if (item instanceof WireItem.Note(long offset, String lenient)) {
                throw new ProtocolException(lenient);
            }
        }
        return block.fields();
    }

    /** The value of the first field of this name, whatever its case. */
    public Optional<String> field(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return fields.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    /** For example {@code HTTP/1.1}. */
    public String version() {
        String line = new String(bytes, StandardCharsets.ISO_8859_1).split("\r?\n", 2)[0];
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    public String path() {
        return target.split("\\?", 2)[0];
    }

    /** How many bytes of a body follow. A body without a number is forwarded unread. */
    public long length() {
        return field("Content-Length")
                .filter(value -> value.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** Whether what follows is not HTTP, or is framed in a way that no reader here knows. */
    public boolean opaque() {
        return field("Upgrade").isPresent() || field("Transfer-Encoding").isPresent();
    }
}
