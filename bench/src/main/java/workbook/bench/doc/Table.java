package workbook.bench.doc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** A Markdown table. */
public final class Table {

    private final List<Text> head;
    private final List<List<Text>> rows = new ArrayList<>();

    public Table(List<Text> head) {
        this.head = head;
    }

    public Table(Text first, Stream<Text> others) {
        this(Stream.concat(Stream.of(first), others).toList());
    }

    public void row(Text first, Stream<String> cells) {
        rows.add(Stream.concat(Stream.of(first), cells.map(Text::same)).toList());
    }

    /** Renders the table. Figures are aligned to the right. */
    public String in(Language language) {
        String line = "|---|" + "---:|".repeat(head.size() - 1);
        return Stream.concat(Stream.of(row(head, language), line), rows.stream().map(row -> row(row, language)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(List<Text> cells, Language language) {
        return cells.stream().map(cell -> cell.in(language)).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
