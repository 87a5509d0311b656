package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** Lines as long as {@code log.max-line}, and longer. */
final class LongLines {

    private static final int SLACK = 4;
    private static final int MARK = 64;
    private static final int MEGABYTE = 1 << 20;

    private static final Text EARLY = text(
            "a line is sent as soon as it has more than log.max-line bytes: wait for its LF, or its id names no place behind a line, and the rest may come as a line of its own",
            "一行超过 log.max-line 字节就立刻发出：应等到它的 LF，否则 id 指的不是行尾之后的位置，剩下的部分还可能又成一行");

    private final FollowedLog log;
    private final LogViewer viewer;

    private LongLines(FollowedLog log, LogViewer viewer) {
        this.log = log;
        this.viewer = viewer;
    }

    /** Begins with a viewer that has had the backlog. */
    private static LongLines watch(FollowedLog log) {
        LogViewer viewer = LogViewer.join(log);
        viewer.requireNext(log.last(FollowedLog.BACKLOG));
        return new LongLines(log, viewer);
    }

    static void require(FollowedLog log) {
        LongLines lines = watch(log);
        try {
            lines.require();
        } finally {
            log.tidy(lines.viewer);
        }
    }

    private void require() {
        String full = "x".repeat(FollowedLog.MAX_LINE);
        requireWhole(full, "\n");
        requireWhole(full.substring(1), "\r\n");
        requireWhole(full, "\r\n");
        requireCut(full + "y");
        requireCut(full + "y", full + "y\r\n");
        requireCut("12" + "豆".repeat(FollowedLog.MAX_LINE / 2));
        requireCut("😀".repeat(MEGABYTE / 4));
        requireCutAtItsEnd();
    }

    private void requireWhole(String line, String end) {
        log.write((line + end).getBytes(StandardCharsets.UTF_8));
        StreamItem.Event got = next(line);
        if (!got.data().equals(line)) {
            throw fault(text("the whole line of %d bytes", "完整的一行，%d 字节", length(line)), got)
                    .likely(text(
                            "the limit is taken for one less than it is, or counts the line end, too",
                            "把上限算少了一个字节，或者把换行也算了进去"))
                    .failure();
        }
    }

    /** It is known early that a line will be cut, and what is left of it. Where it ends is not. */
    private void requireCutAtItsEnd() {
        String begin = "~".repeat(4 * FollowedLog.MAX_LINE);
        log.write(begin.getBytes(StandardCharsets.UTF_8));
        LinePieces.requireSilence(viewer, LinePieces.LONG_ENOUGH, EARLY);
        String rest = " and its end";
        requireCut(begin + rest, rest + "\n");
    }

    private void requireCut(String line) {
        requireCut(line, line + "\n");
    }

    /**
     * A long line must be cut, and the line behind it must be whole.
     *
     * @param rest what is not in the file yet, with the line end
     */
    private void requireCut(String line, String rest) {
        List<String> behind = log.make(1);
        log.write((rest + behind.getFirst() + "\n").getBytes(StandardCharsets.UTF_8));
        requireCut(line, next(line));
        viewer.requireNext(
                behind,
                text(
                        "the rest of a line that is too long must be skipped up to its end; or more of it is kept than needed, until the memory is full",
                        "太长的行，剩下的部分要一直跳到行尾；也不要把它全留在内存里"));
    }

    private StreamItem.Event next(String line) {
        if (!viewer.await(viewer.seen() + 1)) {
            throw Fault.expected(text("one event for a line of %d bytes", "%d 字节的一行对应一个事件", length(line)))
                    .received(text("nothing", "什么都没有"))
                    .why(text("a long line is cut, not left out", "太长的行要截断，不能丢掉"))
                    .likely(text("a buffer that no line end fits into is read again and again", "缓冲区里放不下换行，于是反复读同一段"))
                    .on(viewer.now())
                    .failure();
        }
        StreamItem.Event event = viewer.lines().get(viewer.seen()).item();
        viewer.seen(viewer.seen() + 1);
        return event;
    }

    private void requireCut(String line, StreamItem.Event got) {
        String same = common(line, got.data());
        String mark = got.data().substring(same.length());
        if (length(got.data()) >= FollowedLog.MAX_LINE + MARK) {
            throw fault(limits(line), got)
                    .likely(text(
                            "the line is not cut, or the limit counts characters: %1$d of them may be %2$d bytes",
                            "没有截断，或者上限数的是字符：%1$d 个字符可能有 %2$d 字节", FollowedLog.MAX_LINE, 4 * FollowedLog.MAX_LINE))
                    .failure();
        }
        if (mark.startsWith("\ufffd")) {
            throw fault(limits(line), got)
                    .likely(text(
                            "it is cut in the midst of a character: go back to the byte where that character begins",
                            "在一个字符中间截断了：应退回到这个字符开始的字节"))
                    .failure();
        }
        if (length(same) < FollowedLog.MAX_LINE - SLACK) {
            throw fault(limits(line), got)
                    .likely(text("it is cut too early: look for a smaller buffer", "截得太早：找找有没有更小的缓冲区"))
                    .failure();
        }
        if (mark.isEmpty()) {
            throw fault(limits(line), got)
                    .likely(text("the line is not cut, or nothing tells that there was more", "没有截断，或者没有标记说明后面还有内容"))
                    .failure();
        }
    }

    private static Text limits(String line) {
        return text(
                "of a line of %d bytes the first %d, up to %d less, at the border of a character, then a mark; under %d bytes in all",
                "%d 字节的一行，取前 %d 字节（最多可少 %d 字节），在字符边界处截断，然后加一个标记；总共不到 %d 字节",
                length(line),
                FollowedLog.MAX_LINE,
                SLACK,
                FollowedLog.MAX_LINE + MARK);
    }

    private Fault fault(Text wanted, StreamItem.Event got) {
        String data = got.data();
        String end = Clip.end(data, 30);
        return Fault.expected(wanted)
                .received(text("%d bytes, ending in %s", "%d 字节，结尾是 %s", length(data), ReceivedLog.quoted(end)))
                .why(text(
                        "one line without an end must fill neither the memory of the server nor that of the page",
                        "一行没有尽头的内容，既不能塞满服务器的内存，也不能塞满页面的内存"))
                .on(viewer.now());
    }

    /** What two texts begin with, in whole characters. */
    private static String common(String one, String other) {
        int end = 0;
        while (end < Math.min(one.length(), other.length()) && one.codePointAt(end) == other.codePointAt(end)) {
            end += Character.charCount(one.codePointAt(end));
        }
        return one.substring(0, end);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
