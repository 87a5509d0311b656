package workbook.checker.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;

/**
 * The lines of a stream as they came, without what ended them; bytes are shown as {@link WireText} does.
 *
 * @param lines empty when there was no stream
 */
public record ReceivedLines(List<String> lines) {

    public ReceivedLines {
        lines = List.copyOf(lines);
    }

    /** What has come on a connection so far. */
    public static ReceivedLines of(Connection connection) {
        boolean stream = connection
                .awaitHead(Duration.ZERO)
                .filter(ReceivedLines::isStream)
                .isPresent();
        return new ReceivedLines(stream ? lines(connection.body()) : List.of());
    }

    private static boolean isStream(ResponseHead head) {
        return head.status() == 200
                && head.headers()
                        .first("Content-Type")
                        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                        .isPresent();
    }

    /** The same lines with short names in place of ids that nobody can predict. */
    public ReceivedLines naming(Map<String, String> ids) {
        return new ReceivedLines(lines.stream().map(line -> named(line, ids)).toList());
    }

    private static String named(String line, Map<String, String> ids) {
        String value = line.startsWith("id:") ? line.substring(3).strip() : "";
        return ids.containsKey(value) ? line.substring(0, line.length() - value.length()) + ids.get(value) : line;
    }

    private static List<String> lines(byte[] body) {
        List<String> lines = new ArrayList<>();
        int from = body.length > 2 && (body[0] & 0xff) == 0xef && (body[1] & 0xff) == 0xbb ? 3 : 0;
        for (int at = from; at < body.length; at++) {
            if (body[at] == '\n' || body[at] == '\r') {
                lines.add(WireText.of(Arrays.copyOfRange(body, from, at)).text());
                at += body[at] == '\r' && at + 1 < body.length && body[at + 1] == '\n' ? 1 : 0;
                from = at + 1;
            }
        }
        if (from < body.length) {
            lines.add(WireText.of(Arrays.copyOfRange(body, from, body.length)).text());
        }
        return lines;
    }
}
