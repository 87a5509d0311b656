package workbook.checker.report.html;

import java.util.Locale;
import java.util.OptionalDouble;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Measured.Cell;
import workbook.checker.finding.Measured.Column;
import workbook.checker.finding.Measured.Row;
import workbook.checker.html.Html;
import workbook.checker.text.Language;

/** What a task measured, as a table. A bar beside each number shows it to the scale of its row. */
record HtmlMeasured(Html body, Measured table, Language language) {

    /** The shortest bar, in per cent: a smaller number must not look like nothing. */
    private static final double SHORTEST = 0.6;

    void show() {
        body.open("figure", "class", "measured");
        body.open("table");
        body.element("caption", table.title().in(language));
        body.open("thead").open("tr").element("td", "");
        for (Column column : table.columns()) {
            body.element("th", column.name().in(language), "scope", "col");
        }
        body.close().close();
        body.open("tbody");
        table.rows().forEach(this::row);
        body.close().close();
        if (!table.note().isEmpty()) {
            body.element("figcaption", table.note().in(language));
        }
        body.close();
    }

    private void row(Row row) {
        body.open("tr");
        body.element("th", row.name().in(language), "scope", "row");
        row.cells().forEach(cell -> cell(cell, row.greatest()));
        body.close();
    }

    private void cell(Cell cell, double greatest) {
        OptionalDouble number = cell.number();
        if (number.isEmpty()) {
            body.element("td", cell.shown().in(language));
            return;
        }
        body.open("td", "class", "number");
        body.element("span", cell.shown().in(language));
        bar(greatest == 0 ? 0 : 100 * number.getAsDouble() / greatest);
        body.close();
    }

    private void bar(double percent) {
        String width = String.format(Locale.ROOT, "%.1f", Math.max(SHORTEST, percent));
        body.open("svg", "class", "bar", "viewBox", "0 0 100 4", "preserveAspectRatio", "none", "aria-hidden", "true");
        body.element("rect", "", "width", width, "height", "4");
        body.close();
    }
}
