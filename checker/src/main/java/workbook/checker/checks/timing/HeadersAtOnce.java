package workbook.checker.checks.timing;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Optional;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;

/** Headers that do not wait for the first heartbeat of their stream. */
public final class HeadersAtOnce {

    private static final SecondLook LOOKS = new SecondLook(5);

    private HeadersAtOnce() {}

    /**
     * The headers of one connection count as late only when those of each later one are, too. The first bytes of a process
     * may come long behind its first headers, however late these are, so those excuse nothing.
     */
    public static void require(Probe probe, Connection first) {
        Duration late = new Heartbeat(probe).interval().multipliedBy(8).dividedBy(10);
        LOOKS.require(
                areLate(first, late),
                () -> haveWaitedAgain(probe, first.request().uri().getPath(), late),
                waited -> waited ? Optional.of(lateHeaders(first)) : Optional.empty());
    }

    private static CheckFailure lateHeaders(Connection first) {
        return Fault.expected(text("headers at once", "响应头立即到达"))
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

    /** A stream that is closed again: later checks count who is there. */
    private static boolean haveWaitedAgain(Probe probe, String path, Duration late) {
        try (Connection again = probe.get(path)) {
            Expectations.requireEventStream(probe, again);
            return haveWaited(again, late);
        }
    }

    static boolean areLate(Connection connection, Duration late) {
        return headAt(connection).compareTo(late) >= 0;
    }

    /** They came late, and the first bytes of the stream right behind them. */
    private static boolean haveWaited(Connection connection, Duration late) {
        if (!areLate(connection, late)) {
            return false;
        }
        connection.await(() -> !connection.items().isEmpty(), late);
        return connection.items().stream()
                .findFirst()
                .map(ArrivedItem::at)
                .filter(at -> isRightBehind(connection, at, late))
                .isPresent();
    }

    /** Whether something came so soon behind the head that the head has waited for it, if it was this late. */
    static boolean isRightBehind(Connection connection, Duration at, Duration late) {
        return at.minus(headAt(connection)).compareTo(late.dividedBy(4)) < 0;
    }

    static Duration headAt(Connection connection) {
        return connection.headAt().orElse(Duration.ZERO);
    }
}
