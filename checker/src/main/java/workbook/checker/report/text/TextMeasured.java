package workbook.checker.report.text;

import java.util.stream.IntStream;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Measured.Column;
import workbook.checker.finding.Measured.Row;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Align;
import workbook.checker.text.Width;

/**
 * What a task measured, below its checks.
 *
 * <pre>
 *   Measured: the same 10 ticks, three ways
 *                            Polling          SSE    WebSocket
 *   Requests                      10            1            1
 *   Median delay of a tick   50.3 ms       0.1 ms       0.0 ms
 * </pre>
 */
final class TextMeasured {
    private static final int GAP = 3;

    private final TextSheet sheet;
    private final Measured table;

    TextMeasured(TextSheet sheet, Measured table) {
        this.sheet = sheet;
        this.table = table;
    }

    void show() {
        int names = table.rows().stream()
                .mapToInt(row -> Width.of(sheet.line(row.name())))
                .max()
                .orElse(0);
        int cells = IntStream.range(0, table.columns().size())
                .map(this::widest)
                .max()
                .orElse(0);
        sheet.gap();
        sheet.sentence(table.title());
        StringBuilder heads = new StringBuilder(" ".repeat(names));
        table.columns().forEach(column -> heads.append(right(sheet.line(column.name()), cells)));
        sheet.line("  " + sheet.theme.paint(Ink.FAINT, heads.toString()));
        table.rows().forEach(row -> sheet.line("  " + line(row, names, cells)));
        sheet.sentence(table.note());
    }

    private String line(Row row, int names, int cells) {
        String name = sheet.line(row.name());
        StringBuilder line = new StringBuilder(Align.left(name, names));
        row.cells().forEach(cell -> line.append(right(sheet.line(cell.shown()), cells)));
        return line.toString();
    }

    private int widest(int index) {
        Column column = table.columns().get(index);
        int widest = table.rows().stream()
                .mapToInt(row -> Width.of(sheet.line(row.cells().get(index).shown())))
                .max()
                .orElse(0);
        return Math.max(widest, Width.of(sheet.line(column.name())));
    }

    private static String right(String text, int width) {
        return Align.right(text, GAP + width);
    }
}
