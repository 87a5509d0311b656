package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.http.HeaderField;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** The head of an answer, field by field, with a mark at the field that a rule is about. */
public final class HeadTranscript {

    private static final int MOST_FIELDS = 40;
    private static final int LONGEST = 300;

    private HeadTranscript() {}

    /**
     * Points at a field, or behind the last one where it is missing.
     *
     * @param note what is wrong with it
     */
    public static Conversation of(Connection connection, String field, Text note) {
        ResponseHead head = connection.exchange().head().orElseThrow();
        Duration at = connection.headAt().orElse(Duration.ZERO);
        List<WireLine> lines = new ArrayList<>();
        String status = String.format(Locale.ROOT, "%s %d %s", head.version(), head.status(), head.reason());
        lines.add(line(at, status.strip()));
        Optional<Conversation.Mark> mark = Optional.empty();
        List<HeaderField> fields =
                head.headers().fields().stream().limit(MOST_FIELDS).toList();
        for (HeaderField each : fields) {
            if (each.isNamed(field) && mark.isEmpty()) {
                mark = Optional.of(new Conversation.Mark(lines.size(), 0, note));
            }
            String value = each.isNamed("Set-Cookie") ? "***" : each.value();
            lines.add(line(at, each.name() + ": " + value));
        }
        String last = lines.getLast().text().en();
        Conversation.Mark missing = new Conversation.Mark(lines.size() - 1, last.length(), note);
        return new Conversation(
                connection.name(), connection.request().curl(), lines, Optional.of(mark.orElse(missing)));
    }

    /** Points at the status. */
    public static Conversation ofStatus(Connection connection, Text note) {
        Conversation whole = of(connection, "", Text.NONE);
        int column = whole.lines().getFirst().text().en().indexOf(' ') + 1;
        return new Conversation(
                whole.name(),
                whole.reproduce(),
                whole.lines(),
                Optional.of(new Conversation.Mark(0, Math.max(0, column), note)));
    }

    private static WireLine line(Duration at, String text) {
        return new WireLine(at, WireLine.Kind.HEAD, WireText.escape(Clip.characters(text, LONGEST)), false, List.of());
    }

    /** The values of a field as a sentence shows them. */
    public static Text shown(ResponseHead head, String field) {
        List<String> values = head.headers().all(field);
        return values.isEmpty()
                ? text("no %s", "没有 %s", field)
                : Text.same(field + ": " + WireText.escape(Clip.characters(String.join(", ", values), LONGEST)));
    }
}
