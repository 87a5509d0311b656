package workbook.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the data of one event after another (HTML 9.2.6). Types, ids and comments mean nothing here.
 *
 * <p>It splits bytes into lines and decodes whole lines, so that no boundary of a read or chunk cuts a character.
 */
final class EventReader {

    /** The longest event, in characters. Without a bound, one that never ends would fill the heap. */
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private boolean first = true;
    private boolean afterCr;

    EventReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The data of the next event; null at the end of the stream. An event that is unfinished there is dropped. */
    String next() throws IOException {
        StringBuilder data = new StringBuilder();
        boolean any = false;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                if (any) {
                    return data.toString();
                }
            } else if (line.equals("data") || line.startsWith("data:")) {
                data.append(any ? "\n" : "").append(value(line));
                any = true;
                requireShort(data.length());
            }
        }
        return null;
    }

    /** The value of a field: what follows the colon, less one space. */
    private static String value(String line) {
        String value = line.substring(Math.min(line.length(), "data:".length()));
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    /** The next line, which ends with LF, CR or both; null at the end of the stream. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            boolean secondHalf = afterCr && next == '\n';
            afterCr = next == '\r';
            if (secondHalf) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                return decoded(line);
            }
            line.write(next);
            requireShort(line.size());
        }
        return null;
    }

    private String decoded(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean mark = first && text.startsWith("\uFEFF");
        first = false;
        return mark ? text.substring(1) : text;
    }

    private static void requireShort(int length) throws IOException {
        if (length > LONGEST) {
            throw new IOException("an event of more than " + LONGEST + " bytes");
        }
    }
}
