package workbook.checker.load;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.text.Align;
import workbook.checker.text.Language;
import workbook.checker.text.Width;

/**
 * The result for a terminal:
 *
 * <pre>
 * ✗ http://127.0.0.1:8080/events: not every client got every event once and in order
 *   Lost         1 times: client 17 did not get event 42
 *
 *   Clients      1 000 of 1 000 connected, in 0.41 s
 *   Latency      p50 7.10 ms, p99 34.0 ms, max 60.2 ms, since each event was due
 * </pre>
 */
public final class LoadText {

    private LoadText() {}

    public static String write(LoadReport report, Language language) {
        ResultRows rows = new ResultRows(report);
        StringBuilder out = new StringBuilder(report.passed() ? "✓ " : "✗ ")
                .append(report.plan().address())
                .append(language == Language.ZH ? "：" : ": ")
                .append(rows.verdict().in(language))
                .append('\n');
        List<ResultRow> all = new ArrayList<>(rows.faults());
        all.addAll(rows.figures());
        int column = all.stream()
                        .mapToInt(row -> Width.of(row.label().in(language)))
                        .max()
                        .orElse(0)
                + 2;
        int faults = rows.faults().size();
        for (int i = 0; i < all.size(); i++) {
            String label = all.get(i).label().in(language);
            out.append(i == faults && faults > 0 ? "\n  " : "  ")
                    .append(Align.left(label, column))
                    .append(all.get(i).words().in(language))
                    .append('\n');
        }
        return out.toString();
    }
}
