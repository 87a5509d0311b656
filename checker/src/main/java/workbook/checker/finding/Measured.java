package workbook.checker.finding;

import java.util.List;
import java.util.OptionalDouble;
import workbook.checker.text.Text;

/**
 * What a task measured, as a table: it says nothing on right or wrong.
 *
 * @param title what was measured
 * @param columns what was compared
 * @param note what one must know to read it; empty if nothing
 */
public record Measured(Text title, List<Column> columns, List<Row> rows, Text note) {

    /** @param key for programs, for example {@code websocket} */
    public record Column(String key, Text name) {}

    /**
     * One property of all that was compared.
     *
     * @param key for programs, for example {@code bytes-up}
     * @param cells one for each column
     */
    public record Row(String key, Text name, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        /** The greatest number in it; 0 if there is none. */
        public double greatest() {
            return cells.stream()
                    .flatMapToDouble(cell -> cell.number().stream())
                    .max()
                    .orElse(0);
        }
    }

    /**
     * @param shown for people, for example {@code 50.1 ms}
     * @param number for programs and for bars; empty of a cell of words
     */
    public record Cell(Text shown, OptionalDouble number) {
        public static Cell of(Text words) {
            return new Cell(words, OptionalDouble.empty());
        }

        public static Cell of(long number) {
            return new Cell(Text.same(Long.toString(number)), OptionalDouble.of(number));
        }
    }

    public Measured {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
