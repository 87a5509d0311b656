package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.io.ByteArrayOutputStream;
import java.util.List;
import workbook.checker.http.Bytes;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** Lines that look like something else: a field of the stream, markup, an end, no text at all. */
final class OddLines {

    /** A line as bytes in the file, and as the text that arrives. */
    private record Written(Bytes bytes, String text) {

        static Written of(String text) {
            return new Written(Bytes.ofUtf8(text + "\n"), text);
        }

        static Written crlf(String text) {
            return new Written(Bytes.ofUtf8(text + "\r\n"), text);
        }

        /** Characters up to U+00FF, a byte each. */
        static Written latin(String bytes, String text) {
            return new Written(Bytes.ofLatin1(bytes + "\n"), text);
        }
    }

    private static final Text NOT_UTF_8 = text(
            "a decoder that throws or leaves out what it cannot read, or another charset; new String(bytes, UTF_8) puts U+FFFD there",
            "解码器遇到读不懂的字节就抛出异常或略过，或用了别的字符集；new String(bytes, UTF_8) 会放上 U+FFFD");

    private static final Text AGAIN = text(
            "a line that equals the one before it is dropped; a program may well write the same twice",
            "与前一行相同的行被丢掉了；程序完全可能把同样的内容写两遍");

    private final FollowedLog log;
    private final List<Written> written;

    private OddLines(FollowedLog log) {
        this.log = log;
        this.written = List.of(
                Written.of(""),
                Written.of(" one space before"),
                Written.of("   three before, three behind   "),
                Written.of("\ta tab"),
                Written.of("data: not a field"),
                Written.of("id: 0"),
                Written.of("event: reset"),
                Written.of(": no comment"),
                Written.of("retry: 9"),
                Written.of(""),
                Written.crlf("ends in CRLF"),
                Written.crlf(""),
                Written.of("<img src=x onerror=alert(1)> & \"quotes\" \\n"),
                Written.of(log.server().line()),
                Written.of("line\u2028separator, next\u0085line, form\ffeed"),
                Written.latin("caf\u00e9 in Latin-1", "caf\ufffd in Latin-1"),
                Written.latin("a cut character \u00e8\u00b1", "a cut character \ufffd"),
                Written.latin("\u00ff\u00fe\u0080", "\ufffd"),
                Written.of("the same twice"),
                Written.of("the same twice"),
                Written.of("the last of them"));
    }

    static void require(FollowedLog log) {
        LogViewer viewer = LogViewer.join(log);
        viewer.requireNext(log.last(FollowedLog.BACKLOG));
        try {
            new OddLines(log).requireAll(viewer);
            viewer.requireNext(log.append(1));
        } finally {
            log.tidy(viewer);
        }
    }

    private void requireAll(LogViewer viewer) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        written.forEach(line -> all.writeBytes(line.bytes().toByteArray()));
        log.write(all.toByteArray());
        viewer.await(viewer.seen() + written.size());
        List<ArrivedItem<StreamItem.Event>> lines = viewer.lines();
        for (int i = 0; i < written.size(); i++) {
            if (viewer.seen() + i >= lines.size()) {
                throw lost(viewer, i, Long.MAX_VALUE);
            }
            compare(viewer, lines.get(viewer.seen() + i).item(), i);
        }
        viewer.seen(viewer.seen() + written.size());
    }

    private void compare(LogViewer viewer, StreamItem.Event got, int i) {
        String due = written.get(i).text();
        if (LogViewer.textOf(got).equals(due)) {
            return;
        }
        boolean later =
                written.stream().skip(i + 1L).anyMatch(line -> line.text().equals(got.data()));
        if (later) {
            throw lost(viewer, i, got.start());
        }
        if (due.contains("\ufffd")) {
            throw notUtf8(viewer, got, due);
        }
        if (got.data().equals(due + "\r") || got.data().equals(due + "\n")) {
            throw lineEnd(viewer, got, due);
        }
        Payload.require(viewer.now(), got, due);
    }

    private CheckFailure lost(LogViewer viewer, int i, long offset) {
        boolean again = i > 0 && written.get(i).text().equals(written.get(i - 1).text());
        Text cause = again ? AGAIN : causeOfLoss(written.get(i).text());
        return fault(written.get(i).text())
                .received(text("nothing for this line", "这一行没有对应的事件"))
                .likely(cause)
                .at(viewer.now(), offset, text("it belongs here", "它应该在这里"))
                .failure();
    }

    private static Text causeOfLoss(String lost) {
        if (lost.isEmpty()) {
            return text(
                    "an empty line is left out, or becomes a block without a data field, which dispatches nothing: write \"data:\" all the same",
                    "空行被略过了，或者成了没有 data 字段的块，不会触发任何事件：照样要写 \"data:\"");
        }
        return lost.contains("\ufffd")
                ? NOT_UTF_8
                : text(
                        "the line is written into the stream as it is, so a reader takes it for a field: put \"data: \" before it",
                        "这一行被原样写进了流，读取方会把它当成字段：前面要加上 \"data: \"");
    }

    private CheckFailure notUtf8(LogViewer viewer, StreamItem.Event got, String due) {
        return fault(due)
                .received(ReceivedLog.quoted(got.data()))
                .likely(NOT_UTF_8)
                .at(viewer.now(), got.start(), text("bytes that are not UTF-8", "不是 UTF-8 的字节"))
                .failure();
    }

    private CheckFailure lineEnd(LogViewer viewer, StreamItem.Event got, String due) {
        return fault(due)
                .received(ReceivedLog.quoted(got.data()))
                .likely(text("the CR of a CRLF is left on the line", "CRLF 中的 CR 留在了行里"))
                .at(viewer.now(), got.start(), text("ends in CRLF in the file", "文件里这一行以 CRLF 结尾"))
                .failure();
    }

    private static Fault fault(String due) {
        return Fault.expected(text("an event with data %s", "data 为 %s 的事件", ReceivedLog.quoted(due)))
                .why(text(
                        "the data is the line without its end, whatever stands in it; bytes that are not UTF-8 become U+FFFD",
                        "data 就是去掉换行的这一行，不管里面写的是什么；不是 UTF-8 的字节变成 U+FFFD"));
    }
}
