package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.http.HeaderField;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.wire.WireEntry;

/**
 * The connections that one client made, a row each: when it came, with which id, and the ids that it was given.
 *
 * <pre>
 * +0.000s connection 1                    → id 1, 2, 3 (then I cut the line)
 * +0.031s connection 2  Last-Event-ID: 3  → id 1, 2, 3, 4, 5
 *                                              ^ expected to start at id 4
 * </pre>
 *
 * @param connections in the order in which they were opened
 * @param wrong the one in which something is wrong
 * @param event index of the first wrong event in it; the number of its events to point at what is missing
 * @param note what is wrong there
 */
public record Timeline(List<Connection> connections, Connection wrong, int event, Text note) {

    private static final String HEADER = "Last-Event-ID";
    private static final int LONGEST_ID = 40;
    private static final int WORTH_CUTTING = 4;

    /** How many events a row shows at its beginning and at its end; of the rest it shows those around the mark. */
    private static final int SHOWN = 3;

    /** What a row says of the events of one connection, and where in it the mark belongs. */
    private record Events(String words, int mark) {}

    Conversation rows() {
        String prefix = prefix();
        int widest = connections.stream()
                .mapToInt(c -> header(c, prefix).length())
                .max()
                .orElse(0);
        long begun = begun(connections.getFirst());
        List<WireLine> lines = new ArrayList<>();
        int column = 0;
        for (Connection connection : connections) {
            Text name = name(connection, prefix);
            String pad = " ".repeat(widest - header(connection, prefix).length());
            Events events = events(connection, prefix);
            column = connection == wrong ? name.en().length() + pad.length() + events.mark() : column;
            Text row = text("%s%s%s%s", "%s%s%s%s", name, pad, events.words(), end(connection));
            Duration at = Duration.ofNanos(begun(connection) - begun);
            lines.add(new WireLine(at, WireLine.Kind.CONNECTION, row, false, List.of()));
        }
        Conversation.Mark mark = new Conversation.Mark(connections.indexOf(wrong), column, note);
        return new Conversation(title(prefix), "", lines, Optional.of(mark));
    }

    /** The bytes of the wrong connection. */
    Conversation bytes() {
        List<ArrivedItem<StreamItem.Event>> events = wrong.events();
        long offset = event < events.size() ? events.get(event).item().start() : Long.MAX_VALUE;
        Conversation shown = WireTranscript.of(wrong, Optional.of(new WireTranscript.Pointer(offset, note)));
        Text name = new Text(
                name(wrong, "").en().strip(),
                name(wrong, "").zh().replaceAll(" {2,}", "  ").strip());
        return new Conversation(name, shown.reproduce(), shown.lines(), shown.mark());
    }

    private static Text title(String prefix) {
        Text all = text("all connections of this client", "这个客户端的全部连接");
        return prefix.isEmpty() ? all : text("%s (… is %s)", "%s（… 即 %s）", all, WireText.escape(prefix));
    }

    /** What all ids begin with, up to a sign that is no letter or digit: it would fill the rows and say nothing. */
    private String prefix() {
        List<String> ids = connections.stream()
                .flatMap(connection -> connection.events().stream())
                .map(event -> event.item().lastEventId())
                .filter(id -> !id.isEmpty())
                .toList();
        String common = ids.stream().reduce(Timeline::common).orElse("");
        int end = common.length();
        while (end > 0 && Character.isLetterOrDigit(common.charAt(end - 1))) {
            end--;
        }
        return end < WORTH_CUTTING ? "" : common.substring(0, end);
    }

    private static String common(String one, String other) {
        int end = 0;
        while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
            end++;
        }
        return one.substring(0, end);
    }

    /** An id as a row shows it. */
    private static String brief(String id, String prefix) {
        return WireText.escape(prefix.isEmpty() || !id.startsWith(prefix) ? id : "…" + id.substring(prefix.length()));
    }

    private static long begun(Connection connection) {
        WireEntry first = connection.exchange().log().getFirst();
        return first.nanos() - first.at().toNanos();
    }

    /** Has the same number of characters in both languages, so that a mark behind it fits both. */
    private Text name(Connection connection, String prefix) {
        int digits = String.valueOf(connections.size()).length();
        String pattern = " %-" + digits + "d";
        int number = connections.indexOf(connection) + 1;
        return text("connection" + pattern + "%s", "连接" + pattern + "        %s", number, header(connection, prefix));
    }

    /** The id that the client brought, as it stands in the request. */
    private static String header(Connection connection, String prefix) {
        return connection.request().headers().stream()
                .filter(field -> field.name().equals(HEADER))
                .map(HeaderField::value)
                .map(id -> new String(id.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .map(id -> Clip.characters(id, LONGEST_ID))
                .map(id -> brief(id, prefix))
                .map(id -> "  " + HEADER + ": " + id)
                .findFirst()
                .orElse("");
    }

    private Events events(Connection connection, String prefix) {
        List<String> events = connection.events().stream()
                .map(arrived -> word(arrived.item(), prefix))
                .toList();
        int marked = connection == wrong ? Math.min(event, events.size()) : events.size();
        StringBuilder words = new StringBuilder(events.isEmpty() ? "  → –" : "  → id ");
        int mark = words.length();
        for (int i = 0; i < events.size(); i++) {
            if (shown(i, marked, events.size())) {
                words.append(shown(i - 1, marked, events.size()) ? "" : "…, ");
                mark = i == marked ? words.length() : mark;
                words.append(events.get(i)).append(i < events.size() - 1 ? ", " : "");
            }
        }
        return new Events(words.toString(), marked == events.size() ? words.length() : mark);
    }

    private static boolean shown(int event, int marked, int size) {
        return event < SHOWN || event >= size - SHOWN || Math.abs(event - marked) <= 1;
    }

    private static String word(StreamItem.Event event, String prefix) {
        if (!event.type().equals("message") && event.lastEventId().isEmpty()) {
            return WireText.escape(event.type());
        }
        return event.lastEventId().isEmpty() ? "–" : brief(event.lastEventId(), prefix);
    }

    private static Text end(Connection connection) {
        return connection
                .awaitEnd(Duration.ZERO)
                .map(end -> end instanceof End.ClosedByUs closed
                        ? text(" (then I cut the line: %s)", "（然后我切断了连接：%s）", closed.how())
                        : text(" (%s)", "（%s）", ExchangeEnding.inWords(end)))
                .orElse(Text.NONE);
    }
}
