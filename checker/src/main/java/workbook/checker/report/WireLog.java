package workbook.checker.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Conversation.Mark;
import workbook.checker.finding.WireLine;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Clip;
import workbook.checker.text.Language;
import workbook.checker.text.Seconds;
import workbook.checker.text.Visible;
import workbook.checker.text.Width;

/**
 * A conversation drawn as lines of text.
 *
 * <pre>{@code
 * +0.002s < HTTP/1.1 200 OK
 * +0.004s "data: roses are red\nviolets are blue\n\n"
 *                               ^ read as an unknown field, so ignored
 * +0.005s (the stream ended)
 * }</pre>
 *
 * @param width of a line, with its time
 */
public record WireLog(Language language, Terminal terminal, Theme theme, int width) {

    private static final int STEP_ROWS = 3;

    /** A log for a file: lines of any length, with the events that a browser makes of them. */
    public static WireLog unlimited(Language language) {
        return new WireLog(language, Terminal.FILE, new Theme(false), Integer.MAX_VALUE / 2);
    }

    /** Every line of every connection. Where there are several, each stands below its name and its curl line. */
    public String whole(List<Conversation> conversations) {
        List<String> rows = new ArrayList<>();
        for (Conversation conversation : conversations) {
            if (conversations.size() > 1) {
                String name = conversation.name().in(language);
                rows.add(Visible.line(name + ": " + conversation.reproduce()));
            }
            rows.addAll(whole(conversation));
        }
        return String.join("\n", rows);
    }

    /** Every line. */
    public List<String> whole(Conversation conversation) {
        int times = times(conversation);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < conversation.lines().size(); i++) {
            rows.addAll(line(conversation, i, times, Ink.BAD));
            List<String> events = conversation.lines().get(i).dispatched();
            events.forEach(event -> rows.add(" ".repeat(times) + "→ " + Visible.bytes(event)));
        }
        return rows;
    }

    /** The lines around the mark and the last ones, with a note of how many are left out between them. */
    public List<String> excerpt(Conversation conversation, Ink ink) {
        int times = times(conversation);
        List<String> rows = new ArrayList<>();
        int expected = -1;
        for (int i : Excerpt.of(conversation)) {
            if (expected >= 0 && i > expected) {
                String left = VerdictSigns.of(terminal).cut() + " "
                        + terminal.words(Phrases.left(i - expected).in(language));
                rows.add(" ".repeat(times) + theme.paint(Ink.FAINT, left));
            }
            rows.addAll(line(conversation, i, times, ink));
            expected = i + 1;
        }
        return rows;
    }

    private List<String> line(Conversation conversation, int index, int times, Ink ink) {
        WireLine line = conversation.lines().get(index);
        String time = theme.paint(Ink.FAINT, "%" + (times - 1) + "s").formatted(time(line.at())) + " ";
        Optional<Mark> mark = conversation.mark().filter(place -> place.line() == index);
        List<String> body = line.kind() == WireLine.Kind.STEP
                ? step(line, mark, width - times, ink)
                : mark.map(place -> marked(line, place, width - times, ink))
                        .orElseGet(() -> List.of(Clip.columns(
                                open(line) + spell(line.text().in(language)) + close(line), width - times, cut())));
        List<String> rows = new ArrayList<>();
        rows.add(time + body.getFirst());
        body.subList(1, body.size()).forEach(row -> rows.add(" ".repeat(times) + row));
        return rows;
    }

    /** Words are wrapped where bytes are cut: they are written to be read to the end. */
    private List<String> step(WireLine line, Optional<Mark> mark, int room, Ink ink) {
        String words = terminal.words(Visible.line(line.text().in(language)));
        List<String> rows = new ArrayList<>(Paragraph.wrap(words, room, STEP_ROWS, cut()));
        mark.map(place -> terminal.words(Visible.line(place.note().in(language))))
                .ifPresent(note -> note(0, note, room).forEach(row -> rows.add(theme.paint(ink, row))));
        return rows;
    }

    private List<String> marked(WireLine line, Mark mark, int room, Ink ink) {
        String text = line.text().in(language);
        int column = Math.clamp(mark.column(), 0, text.length());
        String before = open(line) + spell(text.substring(0, column));
        Caret caret = Caret.under(before + spell(text.substring(column)) + close(line), before.length(), room, cut());
        List<String> rows = new ArrayList<>(caret.rows());
        String note = terminal.words(Visible.line(mark.note().in(language)));
        note(caret.column(), note, room).forEach(row -> rows.add(theme.paint(ink, row)));
        return rows;
    }

    /** Draws the caret with its note to the right, to the left, or below. */
    private List<String> note(int column, String note, int room) {
        if (column + 2 + Width.of(note) <= room) {
            return List.of(" ".repeat(column) + "^ " + note);
        }
        if (Width.of(note) < column) {
            return List.of(" ".repeat(column - Width.of(note) - 1) + note + " ^");
        }
        List<String> rows = new ArrayList<>(List.of(" ".repeat(column) + "^"));
        rows.addAll(Paragraph.wrap(note, room, 4, cut()));
        return rows;
    }

    private String spell(String text) {
        return terminal.bytes(Visible.bytes(text));
    }

    private String cut() {
        return VerdictSigns.of(terminal).cut();
    }

    private String open(WireLine line) {
        return switch (line.kind()) {
            case BYTES -> "\"";
            case SENT -> "> ";
            case HEAD -> "< ";
            case CONNECTION, STEP -> "";
            case ACT, PAGE, END -> language == Language.ZH ? "（" : "(";
        };
    }

    private String close(WireLine line) {
        return switch (line.kind()) {
            case BYTES -> "\"";
            case SENT, HEAD, CONNECTION, STEP -> "";
            case ACT, PAGE, END -> language == Language.ZH ? "）" : ")";
        };
    }

    /** The width of the column of times, with the space after it. */
    private static int times(Conversation conversation) {
        return 1
                + conversation.lines().stream()
                        .mapToInt(line -> time(line.at()).length())
                        .max()
                        .orElse(0);
    }

    static String time(Duration at) {
        return String.format(Locale.ROOT, "+%.3fs", Seconds.number(at));
    }
}
