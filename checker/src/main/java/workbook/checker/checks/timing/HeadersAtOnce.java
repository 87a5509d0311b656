package workbook.checker.checks.timing;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;

/** Headers that do not wait for the first heartbeat of their stream. */
public final class HeadersAtOnce {

    private static final int AGAIN = 3;

    private HeadersAtOnce() {}

    /** The headers of one connection count as late only when those of all others are, too. */
    public static void require(Probe probe, Connection first) {
        Duration late = new Heartbeat(probe).interval().multipliedBy(8).dividedBy(10);
        if (!haveWaited(first, late)) {
            return;
        }
        String path = first.request().uri().getPath();
        boolean always = probe
                .atOnce(AGAIN, n -> {
                    Connection again = probe.get(path);
                    Expectations.requireEventStream(probe, again);
                    return again;
                })
                .stream()
                .allMatch(again -> haveWaited(again, late));
        if (always) {
            throw Fault.expected(text("headers at once", "响应头立即到达"))
                    .received(text(
                            "headers after %.1f s, together with the first bytes of the stream",
                            "%.1f 秒后才收到响应头，与流的第一批字节一起到达", Heartbeat.seconds(headAt(first))))
                    .browser(text("stays in CONNECTING all this time", "这段时间一直处于 CONNECTING"))
                    .why(text(
                            "a client must know at once that the stream is open, even when nothing happens for long",
                            "即使很久都没有事情发生，客户端也要立刻知道流已打开"))
                    .likely(text(
                            "outputStream() sends the headers with the first byte: write a comment at once, and flush",
                            "outputStream() 随第一个字节一起发送响应头：一开始就写一条注释并 flush"))
                    .on(first)
                    .failure();
        }
    }

    /** They came late, and the first bytes of the stream right behind them. */
    private static boolean haveWaited(Connection connection, Duration late) {
        if (headAt(connection).compareTo(late) < 0) {
            return false;
        }
        connection.await(() -> !connection.items().isEmpty(), late);
        return connection.items().stream()
                .findFirst()
                .map(ArrivedItem::at)
                .filter(at -> at.minus(headAt(connection)).compareTo(late.dividedBy(4)) < 0)
                .isPresent();
    }

    private static Duration headAt(Connection connection) {
        return connection.headAt().orElse(Duration.ZERO);
    }
}
