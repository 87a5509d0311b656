package workbook.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads one event after another (HTML 9.2.6). Ids, retry and comments mean nothing here.
 *
 * <p>It splits bytes into lines and decodes whole lines, so that no boundary of a read or chunk cuts a character.
 */
final class EventReader {

    /**
     * An event of a stream.
     *
     * @param type of the event; empty if it names none
     */
    record Event(String type, String data) {}

    /** The longest event, in characters. Without a bound, one that never ends would fill the heap. */
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private boolean first = true;
    private boolean afterCr;

    EventReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next event; null at the end of the stream. An event that is unfinished there is dropped. */
    Event next() throws IOException {
        String type = "";
        StringBuilder data = new StringBuilder();
        boolean any = false;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                if (any) {
                    return new Event(type, data.toString());
                }
                type = "";
            } else if (is("data", line)) {
                data.append(any ? "\n" : "").append(value("data", line));
                any = true;
                requireShort(data.length());
            } else if (is("event", line)) {
                type = value("event", line);
            }
        }
        return null;
    }

    private static boolean is(String field, String line) {
        return line.equals(field) || line.startsWith(field + ":");
    }

    /** The value of a field: what follows the colon, less one space. */
    private static String value(String field, String line) {
        String value = line.substring(Math.min(line.length(), field.length() + 1));
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
