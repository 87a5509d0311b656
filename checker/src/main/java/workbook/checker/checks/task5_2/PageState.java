package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.stream.Collectors;
import workbook.checker.finding.WireText;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** What a page shows, in words. */
final class PageState {

    private static final int ROWS = 4;
    private static final int LONGEST = 80;

    private PageState() {}

    static Text status(FetchPage.Sheet sheet) {
        return sheet.status().isEmpty()
                ? text("[data-status] is empty", "[data-status] 是空的")
                : text("[data-status] says %s", "[data-status] 显示 %s", quoted(sheet.status()));
    }

    static Text rows(List<FetchPage.Row> rows) {
        if (rows.isEmpty()) {
            return text("no rows", "没有行");
        }
        String first = rows.stream().limit(ROWS).map(PageState::row).collect(Collectors.joining(", "));
        return rows.size() > ROWS ? text("%s, and %d more", "%s，另外还有 %d 行", first, rows.size() - ROWS) : same(first);
    }

    /** A row in the notation of the reports: {@code message "x"  id 7}. */
    private static String row(FetchPage.Row row) {
        String id = row.id() == null || row.id().isEmpty() ? "" : "  id " + WireText.escape(row.id());
        return (row.type() == null ? "?" : WireText.escape(row.type())) + " " + quoted(row.data()) + id;
    }

    static String quoted(String text) {
        if (text == null) {
            return "?";
        }
        return "\"" + WireText.escape(Clip.characters(text, LONGEST)) + "\"";
    }
}
