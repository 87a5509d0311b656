package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Measured.Cell;
import workbook.checker.finding.Measured.Column;
import workbook.checker.finding.Measured.Row;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/**
 * The same ticks by all three ways at once, and what each of them cost.
 *
 * @param ticks how many ticks were compared
 * @param cut who comes back when the line is cut
 */
record Comparison(int ticks, Cost polling, Cost events, Cost messages, CutInBrowser cut) {

    /**
     * @param up bytes from client to server, heads and framing with them, TCP and IP without
     * @param down bytes from server to client
     * @param delay from the tick to the client, the median
     */
    record Cost(long requests, long connections, long up, long down, Duration delay) {}

    static Comparison measure(Probe probe, int ticks) {
        return new ComparedWays(probe, ticks).measure();
    }

    Measured table() {
        return new Measured(
                text("Measured: the same %d ticks, three ways", "实测：同样的 %d 次计数，三种方式", ticks),
                List.of(
                        new Column("polling", text("Polling", "轮询")),
                        new Column("sse", same("SSE")),
                        new Column("websocket", same("WebSocket"))),
                List.of(
                        numbers("requests", text("Requests", "请求数"), Cost::requests),
                        numbers("connections", text("Connections", "连接数"), Cost::connections),
                        numbers("bytesUp", text("Bytes to the server", "发往服务器的字节"), Cost::up),
                        numbers("bytesDown", text("Bytes to the client", "发往客户端的字节"), Cost::down),
                        row("delayMs", text("Median delay of a tick", "计数送达的延迟（中位数）"), Comparison::millis),
                        new Row(
                                "reconnects",
                                text("Who comes back after a cut", "断线后谁来重连"),
                                List.of(who(cut.polling()), who(cut.events()), who(cut.messages())))),
                note().then(
                                cut.seen()
                                        ? text("Who comes back was seen in your browser.", "谁来重连，是在你的浏览器里看到的。")
                                        : text(
                                                "Who comes back is what the standards say: there is no browser here to show it.",
                                                "谁来重连，依据的是标准：这里没有浏览器可以演示。")));
    }

    private static Text note() {
        return text(
                "One poll for each tick, half an interval behind it: what chance gives on average. The delay counts from the moment when the first of them had the tick. Bytes are those in TCP; a browser adds some hundred to each request.",
                "每次计数轮询一次，落在计数之后半个间隔：随机轮询平均就是这样。延迟从三者中最先得到这次计数的时刻算起。字节数按 TCP 负载计；浏览器的每个请求还会多出几百字节。");
    }

    private static Cell who(boolean browser) {
        return Cell.of(browser ? text("the browser", "浏览器") : text("your code", "你的代码"));
    }

    private Row numbers(String key, Text name, Function<Cost, Long> number) {
        return row(key, name, cost -> Cell.of(number.apply(cost)));
    }

    private Row row(String key, Text name, Function<Cost, Cell> cell) {
        return new Row(key, name, Stream.of(polling, events, messages).map(cell).toList());
    }

    private static Cell millis(Cost cost) {
        double millis = Math.round(cost.delay().toNanos() / 1e5) / 10.0;
        return new Cell(same(String.format(Locale.ROOT, "%.1f ms", millis)), OptionalDouble.of(millis));
    }
}
