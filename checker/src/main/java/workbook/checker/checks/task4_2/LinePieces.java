package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** A line that its program writes piece by piece, one of them in the midst of a character. */
final class LinePieces {

    /** Time enough for every server that brings a line within the half second of the contract. */
    static final Duration LONG_ENOUGH = Duration.ofMillis(550);

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final String CHARACTER = "豆";

    private final FollowedLog log;
    private final LogViewer viewer;

    private LinePieces(FollowedLog log) {
        this.log = log;
        this.viewer = LogViewer.join(log);
    }

    static void require(FollowedLog log) {
        LinePieces pieces = new LinePieces(log);
        try {
            pieces.require();
        } finally {
            log.tidy(pieces.viewer);
        }
    }

    static final Text CUT = text(
            "the bytes of each read are decoded, or sent, by themselves: keep what follows the last line end until the rest is there",
            "每次读到的字节单独解码或发送：最后一个换行之后的字节要留着，等剩下的到来");

    private static final Text UNFINISHED = text(
            "readLine() returns what is there at the end of the file, finished or not",
            "readLine() 读到文件末尾时，不管这一行写没写完都会返回");

    private void require() {
        List<String> backlog = log.last(FollowedLog.BACKLOG);
        viewer.requireNext(backlog);
        String begin = log.make(1).getFirst() + " in pieces ";
        log.write(begin.getBytes(StandardCharsets.UTF_8));
        requireSilence(viewer, LONG_ENOUGH, UNFINISHED);
        log.write(Arrays.copyOf(CHARACTER.getBytes(StandardCharsets.UTF_8), 2));
        requireSilence(viewer, SHORT, UNFINISHED);
        LogViewer late = unfinished(backlog);
        log.write(rest());
        List<String> line = List.of(begin + CHARACTER + " and its end");
        viewer.requireNext(line, CUT);
        late.requireNext(line, CUT);
        viewer.requireNext(log.append(1), CUT);
    }

    /** Somebody who comes now must not get the half line either. */
    private LogViewer unfinished(List<String> backlog) {
        LogViewer late = LogViewer.join(log);
        late.requireNext(
                backlog, text("the backlog counts an unfinished line, or sends it", "取最后几行时把没写完的一行也算了进去，或者发了出去"));
        return late;
    }

    private byte[] rest() {
        byte[] character = CHARACTER.getBytes(StandardCharsets.UTF_8);
        byte[] end = " and its end\n".getBytes(StandardCharsets.UTF_8);
        byte[] rest = new byte[end.length + 1];
        rest[0] = character[2];
        System.arraycopy(end, 0, rest, 1, end.length);
        return rest;
    }

    /** Nothing may come of a line that has no end yet. */
    static void requireSilence(LogViewer viewer, Duration silence, Text likely) {
        int before = viewer.now().eventCount();
        if (viewer.now().awaitEvents(before + 1, silence)) {
            StreamItem.Event event = viewer.now().events().get(before).item();
            throw Fault.expected(text("nothing, until the line has its end", "在这一行写完之前，什么都不发"))
                    .received(ReceivedLog.quoted(event.data()))
                    .browser(text("half a line, and then the other half as a line of its own", "先是半行，然后另一半又成了一行"))
                    .why(text(
                            "a line ends at its LF; a program may write it in several pieces",
                            "一行到 LF 才结束；程序可能分几次写出一行"))
                    .likely(likely)
                    .at(viewer.now(), event.start(), text("no line end was written yet", "换行还没有写入"))
                    .failure();
        }
    }
}
