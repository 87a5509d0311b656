package workbook.checker.report;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.text.Clip;
import workbook.checker.text.Width;

/**
 * Text broken into rows of a given width: after a space, or around a CJK character. Text that offers neither and is too
 * long is broken anywhere; a path or an address stays whole, so that it can be copied.
 */
public final class Paragraph {
    private static final int LONGEST_PATH = 160;
    private static final String NEVER_FIRST = "，。；：、！？）》」』”’…";
    private static final String NEVER_LAST = "（《「『“‘";

    private final int width;
    private final List<String> rows = new ArrayList<>();
    private final StringBuilder row = new StringBuilder();

    private Paragraph(int width) {
        this.width = width;
    }

    /** Returns at most {@code most} rows. If there is more text, the last one ends with {@code cut}. */
    public static List<String> wrap(String text, int width, int most, String cut) {
        List<String> rows = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Paragraph paragraph = new Paragraph(width);
            paragraph.fill(line, most);
            rows.addAll(paragraph.rows);
        }
        if (rows.size() <= most) {
            return rows;
        }
        List<String> kept = new ArrayList<>(rows.subList(0, most));
        kept.set(most - 1, Clip.head(kept.getLast(), width - cut.length()) + cut);
        return kept;
    }

    private void fill(String line, int most) {
        for (int at = 0; at < line.length() && rows.size() <= most; ) {
            int end = word(line, at);
            add(line.substring(at, end));
            at = end;
        }
        rows.add(row.toString().stripTrailing());
    }

    private void add(String word) {
        String bare = word.stripTrailing();
        int used = Width.of(row.toString());
        if (used > 0 && used + Width.of(bare) > width) {
            rows.add(row.toString().stripTrailing());
            row.setLength(0);
        }
        boolean path = bare.indexOf('/') >= 0 && bare.length() <= LONGEST_PATH;
        String rest = word;
        while (!path && Width.of(rest.stripTrailing()) > width) {
            String head = Clip.head(rest, width);
            rows.add(head);
            rest = rest.substring(head.length());
        }
        row.append(rest);
    }

    /** The end of the piece that begins here: a break is allowed there. */
    private int word(String line, int from) {
        int at = from;
        int longest = Math.min(line.length(), from + 20 * width);
        while (at < longest) {
            int codePoint = line.codePointAt(at);
            at += Character.charCount(codePoint);
            if (at < line.length() && breaks(codePoint, line.codePointAt(at))) {
                return at;
            }
        }
        return at;
    }

    private static boolean breaks(int before, int after) {
        if (after == ' ' || NEVER_FIRST.indexOf(after) >= 0 || NEVER_LAST.indexOf(before) >= 0) {
            return false;
        }
        return before == ' ' || Width.wide(before) || Width.wide(after);
    }
}
