package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import workbook.checker.checks.resume.Resumption;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** Viewers that come back to the same file with an id of it. */
final class LogResume {

    private static final Text IGNORED = text(
            "the id is not read, or does not name the place behind its line: with the offset where the line begins it comes twice",
            "没有读取 id，或者 id 指的不是这一行之后的位置：若是行首的偏移量，这一行就会来两遍");

    /** A line whose bytes in the file are not those of its text, and why a viewer may not come back behind it. */
    private record Odd(byte[] line, Text likely) {}

    private static final List<Odd> ODD = List.of(
            new Odd(
                    "ends with CRLF\r\n".getBytes(StandardCharsets.UTF_8),
                    text(
                            "the CR of a CRLF is not counted, so the id names a place before the end of the line: count the bytes of the file, not those of the text",
                            "没有计入 CRLF 中的 CR，id 指的位置在行尾之前：应当按文件里的字节计数，而不是按文本")),
            new Odd(
                    "心跳是一条注释 😀\n".getBytes(StandardCharsets.UTF_8),
                    text(
                            "characters are counted instead of bytes: one character has up to four",
                            "计的是字符数而不是字节数：一个字符最多有四个字节")),
            new Odd(
                    "caf\u00e9 in Latin-1\n".getBytes(StandardCharsets.ISO_8859_1),
                    text(
                            "the text is encoded again to count its bytes, but U+FFFD has three for what was one in the file",
                            "把文本重新编码来计字节数，但 U+FFFD 占三个字节，而文件里只有一个")),
            new Odd(
                    ("long ".repeat(FollowedLog.MAX_LINE / 4) + "\n").getBytes(StandardCharsets.UTF_8),
                    text(
                            "the id of a line that was cut names the place of the cut, or counts the mark: it is the place behind its line end in the file",
                            "被截断的行，id 指的是截断处，或者把标记也算了进去：应当是文件中这一行结束之后的位置")),
            new Odd(
                    ("长".repeat(2 * FollowedLog.MAX_LINE) + "\r\n").getBytes(StandardCharsets.UTF_8),
                    text(
                            "the id of a line that is longer than a block names the end of a block: it is the place behind its line end in the file, however many blocks away",
                            "比一块还长的行，id 指的是某一块的末尾：应当是文件中这一行结束之后的位置，不管隔了多少块")));

    private final FollowedLog log;

    private LogResume(FollowedLog log) {
        this.log = log;
    }

    static void requireByHeader(FollowedLog log) {
        new LogResume(log).requireByHeader();
    }

    static void requireByAddress(FollowedLog log) {
        new LogResume(log).requireByAddress();
    }

    /** Exactly the next line on, wherever it was cut. */
    private void requireByHeader() {
        LogViewer viewer = LogViewer.join(log);
        viewer.requireNext(log.last(FollowedLog.BACKLOG));
        viewer.requireNext(log.append(5));
        requireIds(viewer);
        viewer.cut();
        List<String> missed = log.append(3);
        viewer.comeBack().requireNext(missed, IGNORED);
        requireNoReset(viewer);
        viewer.requireNext(log.append(1), IGNORED);
        viewer.leave().comeBack().requireNext(log.append(1), IGNORED);
        requireFromBacklog();
        requireBehindOddLines();
    }

    /** A line in the file has other bytes than its text: the id counts those of the file. */
    private void requireBehindOddLines() {
        LogViewer viewer = LogViewer.join(log);
        viewer.requireNext(log.last(FollowedLog.BACKLOG));
        List<String> plain = new ArrayList<>();
        for (Odd odd : ODD) {
            plain.addAll(log.make(1));
            log.write(odd.line());
            log.append(List.of(plain.getLast()));
        }
        try {
            viewer.await(plain.getLast(), log.server().answer());
            for (int i = 0; i < ODD.size(); i++) {
                int at = viewer.texts().indexOf(plain.get(i));
                if (at < 1) {
                    viewer.requireNext(List.of(plain.get(i)));
                }
                LogViewer back = LogViewer.resume(log, viewer.id(at - 1));
                requireFirst(back, plain.get(i), ODD.get(i).likely());
            }
        } finally {
            log.tidy(viewer);
        }
    }

    /** An id from the backlog is as good as one from a live line. */
    private void requireFromBacklog() {
        LogViewer viewer = LogViewer.join(log);
        List<String> backlog = log.last(FollowedLog.BACKLOG);
        viewer.requireNext(backlog);
        for (int line : new int[] {0, FollowedLog.BACKLOG / 2, FollowedLog.BACKLOG - 2}) {
            LogViewer back = LogViewer.resume(log, viewer.id(line));
            back.requireNext(backlog.subList(line + 1, backlog.size()), IGNORED);
            requireNoReset(back);
        }
        LogViewer.resumeInLowerCase(log, viewer.id(FollowedLog.BACKLOG - 2))
                .requireNext(backlog.subList(FollowedLog.BACKLOG - 1, backlog.size()), Resumption.LOWER_CASE);
    }

    private static void requireFirst(LogViewer back, String line, Text likely) {
        back.now().awaitEvents(1, back.probe().answer());
        requireNoReset(back, likely);
        back.requireNext(List.of(line), likely);
    }

    private void requireIds(LogViewer viewer) {
        List<String> ids =
                IntStream.range(0, viewer.lines().size()).mapToObj(viewer::id).toList();
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i).isEmpty() || ids.indexOf(ids.get(i)) < i) {
                StreamItem.Event event = viewer.lines().get(i).item();
                throw Fault.expected(text("an id with each line, and each another one", "每一行都有 id，而且各不相同"))
                        .received(
                                ids.get(i).isEmpty()
                                        ? text("a line without an id", "有一行没有 id")
                                        : text("id %s twice", "id %s 出现了两次", same(WireText.escape(ids.get(i)))))
                        .browser(text(
                                "it comes back without Last-Event-ID, or with one that names several places",
                                "重连时没有 Last-Event-ID，或者它对应好几个位置"))
                        .why(text("the id is all that a browser remembers of a stream", "浏览器对一个流的全部记忆就是 id"))
                        .likely(text(
                                "the line is sent without an id; the place behind it in the file makes a good one",
                                "发送这一行时没有带 id；它之后的文件位置就是很好的 id"))
                        .at(viewer.now(), event.start(), text("this line", "这一行"))
                        .failure();
            }
        }
    }

    private static void requireNoReset(LogViewer viewer) {
        requireNoReset(
                viewer,
                text(
                        "the id is compared with another generation of the file than that which it was made of",
                        "比较 id 时用的文件代次，与生成它时的不是同一个"));
    }

    private static void requireNoReset(LogViewer viewer, Text likely) {
        viewer.now().events().stream()
                .filter(event -> LogViewer.isReset(event.item()))
                .findFirst()
                .ifPresent(reset -> {
                    throw Fault.expected(text("exactly the next line on", "正好从下一行开始"))
                            .received(text("a reset", "一个 reset"))
                            .browser(text("the page throws away what it shows", "页面会丢弃已显示的内容"))
                            .why(text("an id of the same file names a place that is still there", "同一个文件的 id，它指的位置还在"))
                            .likely(likely)
                            .at(viewer.now(), reset.item().start(), text("expected a line", "这里应为一行日志"))
                            .failure();
                });
    }

    /** A page that makes a new EventSource can send no header, so it puts the id into the address. */
    private void requireByAddress() {
        LogViewer viewer = LogViewer.join(log);
        List<String> backlog = log.last(FollowedLog.BACKLOG);
        viewer.requireNext(backlog);
        Text ignored = text("the parameter \"after\" of the query is not read, or not decoded", "没有读取查询参数 after，或没有解码");
        List<String> rest = backlog.subList(4, backlog.size());
        LogViewer after = LogViewer.after(log, viewer.id(3));
        after.requireNext(rest, ignored);
        requireNoReset(after);
        Text header = text(
                "a browser that reconnects sends the newest id in the header, and the address as it was: the header wins",
                "浏览器重连时把最新的 id 放在请求头里，地址还是原来的：以请求头为准");
        LogViewer both = LogViewer.afterAndResume(log, viewer.id(1), viewer.id(6));
        both.requireNext(backlog.subList(7, backlog.size()), header);
        List<String> more = log.append(1);
        after.requireNext(more, ignored);
        both.requireNext(more, header);
    }
}
