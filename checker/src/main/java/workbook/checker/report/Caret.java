package workbook.checker.report;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.text.Clip;
import workbook.checker.text.Width;

/**
 * A long line of bytes with a caret under one of them. What stands before the caret is wrapped, not lost; where it is
 * too long even for that, its beginning and what leads up to the caret remain. What follows the caret's row is cut.
 *
 * <pre>
 * "data: roses are red\nviol…
 * …and a long way down here\nvi…
 *                           ^
 * </pre>
 *
 * @param rows the caret stands under the last one
 * @param column of the caret
 */
record Caret(List<String> rows, int column) {
    private static final int MOST_ROWS = 4;

    static Caret under(String text, int index, int width, String cut) {
        if (Clip.reach(text, 0, width) == text.length()) {
            return new Caret(List.of(text), Width.of(text, 0, index));
        }
        int room = width - cut.length();
        List<Integer> starts = starts(text, index, room);
        int begin = starts.getLast();
        if (starts.size() > MOST_ROWS) {
            return far(text, index, room, cut);
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i + 1 < starts.size(); i++) {
            rows.add(text.substring(starts.get(i), starts.get(i + 1)));
        }
        rows.add(last(text, begin, room, cut));
        return new Caret(rows, Width.of(text, begin, index));
    }

    /** The indices at which rows begin, up to the row that holds {@code index}. */
    private static List<Integer> starts(String text, int index, int room) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        int end = Clip.reach(text, 0, room);
        while (end <= index && end < text.length()) {
            starts.add(end);
            end = Clip.reach(text, end, room);
        }
        return starts;
    }

    private static Caret far(String text, int index, int room, String cut) {
        int before = room * 2 / 3;
        int begin = 0;
        while (begin < index && (index - begin > 12 * before || Width.of(text, begin, index) > before)) {
            begin = Clip.next(text, begin);
        }
        String head = Clip.head(text, room) + cut;
        String tail = cut + last(text, begin, room - cut.length(), cut);
        return new Caret(List.of(head, tail), cut.length() + Width.of(text, begin, index));
    }

    private static String last(String text, int begin, int room, String cut) {
        int end = Clip.reach(text, begin, room);
        return text.substring(begin, end) + (end < text.length() ? cut : "");
    }
}
