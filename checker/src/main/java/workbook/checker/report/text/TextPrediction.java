package workbook.checker.report.text;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.finding.Prediction;
import workbook.checker.finding.Prediction.Row;
import workbook.checker.report.Label;
import workbook.checker.report.Phrases;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Align;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;
import workbook.checker.text.Width;

/**
 * A prediction beside what came, the first difference marked.
 *
 * <pre>
 *   You said   you predicted                 your server sent
 *              event: poem                   event: poem
 *              data: roses are red           data: roses are red
 *            > data: violets are blue        data:  violets are blue
 *              (blank line)                  (blank line)
 *            the first difference is marked; it counts for nothing
 * </pre>
 */
record TextPrediction(TextSheet sheet) {
    private static final int GAP = 3;
    private static final int MOST_ROWS = 24;

    void show(Prediction prediction) {
        if (prediction.first().isEmpty()) {
            sheet.field(Label.SAID, prediction.verdict());
            return;
        }
        int half = (sheet.room(Math.min(sheet.terminal.columns(), 100)) - 2 - GAP) / 2;
        int first = prediction.first().getAsInt();
        int left = width(prediction, half);
        int from = Math.max(0, Math.min(first - MOST_ROWS / 2, prediction.rows().size() - MOST_ROWS));
        int to = Math.min(prediction.rows().size(), from + MOST_ROWS);
        List<String> rows = new ArrayList<>();
        rows.add(sheet.theme.paint(
                Ink.FAINT, row(" ", sheet.words(Prediction.PREDICTED), left, sheet.words(Prediction.SENT))));
        cut(rows, from);
        for (int at = from; at < to; at++) {
            String row = row(at == first ? ">" : " ", prediction.rows().get(at), left, half);
            rows.add(at == first ? sheet.theme.paint(Ink.WARN, row) : row);
        }
        cut(rows, prediction.rows().size() - to);
        rows.add(sheet.theme.paint(Ink.FAINT, sheet.words(prediction.verdict())));
        sheet.rows(Label.SAID, rows);
    }

    private void cut(List<String> rows, int left) {
        if (left > 0) {
            rows.add("  " + sheet.theme.paint(Ink.FAINT, sheet.signs.cut() + " " + sheet.words(Phrases.left(left))));
        }
    }

    private int width(Prediction prediction, int half) {
        return prediction.rows().stream()
                .map(row -> line(row.predicted(), half))
                .mapToInt(Width::of)
                .reduce(Width.of(sheet.words(Prediction.PREDICTED)), Math::max);
    }

    private String row(String sign, Row row, int left, int half) {
        return row(sign, line(row.predicted(), half), left, line(row.sent(), half));
    }

    private static String row(String sign, String predicted, int left, String sent) {
        return sign + " " + Align.left(predicted, left + GAP) + sent;
    }

    private String line(List<String> line, int width) {
        Text shown = Prediction.shown(line);
        return Clip.columns(sheet.terminal.bytes(Visible.bytes(shown.in(sheet.language))), width, sheet.signs.cut());
    }
}
