package workbook.checker.finding;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import workbook.checker.text.Text;

/**
 * What a learner wrote down before, beside what his server sent then. It is shown, and counts for nothing.
 *
 * @param file the file with the prediction, relative to the workbook
 * @param rows line by line; empty where nothing could be set side by side
 * @param said why no lines could be set side by side
 */
public record Prediction(String file, List<Row> rows, Text said) {

    /**
     * Two lines that stand side by side, as {@link WireText} shows them.
     *
     * @param predicted empty where the server sent a line more
     * @param sent empty where it sent a line less
     */
    public record Row(List<String> predicted, List<String> sent, boolean same) {
        public Row {
            predicted = List.copyOf(predicted);
            sent = List.copyOf(sent);
        }
    }

    public static final Text PREDICTED = text("you predicted", "你的预测");
    public static final Text SENT = text("your server sent", "服务器实际发送");

    private static final Text BLANK = text("(blank line)", "（空行）");
    private static final Text NOTHING = text("(nothing)", "（无）");

    public Prediction {
        rows = List.copyOf(rows);
    }

    /** A prediction that is answered with a sentence, because there are no lines to set beside it. */
    public static Prediction saying(String file, Text sentence) {
        return new Prediction(file, List.of(), sentence);
    }

    /** The first row in which the two differ. */
    public OptionalInt first() {
        return IntStream.range(0, rows.size())
                .filter(row -> !rows.get(row).same())
                .findFirst();
    }

    /** What is said below the rows, or in their place. */
    public Text verdict() {
        if (rows.isEmpty()) {
            return said;
        }
        return first().isEmpty()
                ? text("just what your server sent: %d lines", "与服务器发送的完全一致：%d 行", rows.size())
                : text("the first difference is marked; it counts for nothing", "已标出第一处不同；预测不计分");
    }

    /** A line as it is shown: one that cannot be seen, or is not there, has a name. */
    public static Text shown(List<String> line) {
        return line.isEmpty() ? NOTHING : line.getFirst().isEmpty() ? BLANK : Text.same(line.getFirst());
    }
}
