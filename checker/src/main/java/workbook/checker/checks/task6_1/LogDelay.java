package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Measured.Cell;
import workbook.checker.finding.Measured.Column;
import workbook.checker.finding.Measured.Row;
import workbook.checker.text.Text;

/** How long a message takes from a POST at one node to a reader at the other. It is shown, and judged by nobody. */
final class LogDelay {

    private static final int MESSAGES = 30;
    private static final double NANOS = 1e6;

    private LogDelay() {}

    static Measured measure(Cluster cluster, Text engine) {
        Reader reader = cluster.join(1).getLast();
        List<Double> delays = new ArrayList<>();
        for (int n = 0; n < MESSAGES; n++) {
            long begun = System.nanoTime();
            Posted message = cluster.one().post();
            reader.await(message, cluster.one().probe().answer());
            reader.now().events().stream()
                    .filter(event -> event.item().lastEventId().equals(message.id()))
                    .findFirst()
                    .ifPresent(event -> delays.add((event.nanos() - begun) / NANOS));
        }
        reader.leave();
        delays.sort(null);
        return new Measured(
                text("Measured: from a POST at node 1 to an event at node 2", "实测：从节点 1 的 POST 到节点 2 的事件"),
                List.of(new Column("log", engine)),
                List.of(
                        row("median", text("Median", "中位数"), delays, delays.size() / 2),
                        row("longest", text("Longest", "最长"), delays, delays.size() - 1)),
                text("%d messages, one after another", "%d 条消息，逐条发送", MESSAGES));
    }

    private static Row row(String key, Text name, List<Double> sorted, int at) {
        double shown = sorted.isEmpty() ? 0 : sorted.get(at);
        String words = String.format(Locale.ROOT, "%.1f ms", shown);
        return new Row(key, name, List.of(new Cell(same(words), OptionalDouble.of(shown))));
    }
}
