package workbook.checker.tail;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import workbook.checker.finding.WireText;
import workbook.checker.sse.StreamItem.Note;
import workbook.checker.text.Clip;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** What is said of a stream besides what came on it. */
final class SightWords {

    private static final int SHOWN = 80;
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private SightWords() {}

    static Text opened(Sight.Opened opened) {
        return text(
                "open: status %d, %s, after %s",
                "已打开：状态码 %d，%s，用时 %s",
                opened.head().status(),
                StreamHead.type(opened.head()),
                same(elapsed(opened.after())));
    }

    static Text returning(Sight.Returning returning) {
        String id = WireText.escape(Clip.characters(returning.lastEventId(), SHOWN));
        return returning.lastEventId().isEmpty()
                ? text("back in %s, without an id", "%s后重新连接，不带 id", Seconds.of(returning.delay()))
                : text(
                        "back in %s, with Last-Event-ID: %s",
                        "%s后重新连接，Last-Event-ID：%s", Seconds.of(returning.delay()), id);
    }

    static Text noHead() {
        return text(
                "connected, but no head yet: does the server hold it back until the first event?",
                "已连接，但还没有响应头：服务器是否要等到第一个事件才发送它？");
    }

    static Text silence(Duration length) {
        return text("%s without a byte", "%s没有收到任何字节", Seconds.of(length));
    }

    static Text comments(long count, Duration length) {
        return text("+ %d comments in %s", "%2$s内另有 %1$d 条注释", count, Seconds.of(length));
    }

    /** What a browser ignores. */
    static Text note(Note note) {
        String text = WireText.escape(Clip.characters(note.text(), SHOWN));
        return switch (note.kind()) {
            case UNKNOWN_FIELD -> text("ignored: a field named \"%s\"", "被忽略：名为 \"%s\" 的字段", text);
            case LINE_WITHOUT_COLON -> text("ignored: a line without a colon, \"%s\"", "被忽略：没有冒号的行 \"%s\"", text);
            case INVALID_RETRY -> text("ignored: retry is \"%s\", not digits", "被忽略：retry 为 \"%s\"，不是数字", text);
            case NUL_IN_ID -> text("ignored: an id with a NUL, \"%s\"", "被忽略：含有 NUL 的 id \"%s\"", text);
            case BLOCK_WITHOUT_DATA ->
                text("not dispatched: an event without data, type \"%s\"", "未派发：没有 data 的事件，类型 \"%s\"", text);
            case MALFORMED_UTF8 -> text("not UTF-8: the bytes %s", "不是 UTF-8：字节 %s", text);
            case LINE_TOO_LONG -> text("dropped: a line longer than 16 MiB, %s", "已丢弃：超过 16 MiB 的行，%s", text);
            case EVENT_TOO_LONG -> text("dropped: an event longer than 16 MiB, %s", "已丢弃：超过 16 MiB 的事件，%s", text);
            case UNFINISHED_LINE -> text("lost: a line without an end, \"%s\"", "丢失：没有结束的行 \"%s\"", text);
            case UNFINISHED_EVENT -> text("lost: an event without its blank line, \"%s\"", "丢失：缺少空行的事件 \"%s\"", text);
        };
    }

    static Text summary(TailTally tally) {
        long events =
                tally.events().values().stream().mapToLong(Long::longValue).sum();
        String types = tally.events().entrySet().stream()
                .map(type -> WireText.escape(type.getKey()) + " " + type.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
        return text(
                "events: %d%s · comments: %d · %s in %s · longest silence: %s · returns: %d",
                "事件：%d%s · 注释：%d · %s，历时 %s · 最长静默：%s · 重新连接：%d 次",
                events,
                events == 0 ? "" : types,
                tally.comments(),
                size(tally.bytes()),
                Seconds.of(tally.length()),
                Seconds.of(tally.longestSilence()),
                tally.returns());
    }

    static String size(long bytes) {
        return bytes < KIB
                ? bytes + " B"
                : bytes < MIB
                        ? String.format(Locale.ROOT, "%.1f KiB", (double) bytes / KIB)
                        : String.format(Locale.ROOT, "%.1f MiB", (double) bytes / MIB);
    }

    /** A short time as an engineer reads it in a column. */
    static String elapsed(Duration time) {
        long millis = time.toMillis();
        return millis < 1000
                ? millis + " ms"
                : String.format(Locale.ROOT, millis < 100_000 ? "%.1f s" : "%.0f s", Seconds.number(time));
    }
}
