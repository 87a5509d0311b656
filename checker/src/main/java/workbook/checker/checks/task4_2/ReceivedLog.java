package workbook.checker.checks.task4_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.finding.WireText;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/**
 * What a connection brought, held to the lines that it should have brought: once each, in order.
 *
 * @param likely the cause where the check knows better, else none
 */
record ReceivedLog(LogViewer viewer, List<String> wanted, Text likely) {

    private static final int SHOWN = 60;

    /** Compares the lines of this connection behind the first few. */
    void requireFrom(int skipped) {
        List<ArrivedItem<StreamItem.Event>> lines = viewer.lines();
        for (int i = 0; i < wanted.size(); i++) {
            if (skipped + i >= lines.size()) {
                throw missing(wanted.subList(i, wanted.size()));
            }
            StreamItem.Event line = lines.get(skipped + i).item();
            if (!LogViewer.textOf(line).equals(wanted.get(i))) {
                throw wrong(line, wanted.get(i));
            }
        }
    }

    private CheckFailure missing(List<String> rest) {
        int got = wanted.size() - rest.size();
        return fault(text("%d of %d lines", "%2$d 行中的 %1$d 行", got, wanted.size()))
                .browser(text("line %s is not shown", "看不到这一行：%s", quoted(rest.getFirst())))
                .likely(likely(text(
                        "the file is read once and not again, or one of those who wait is woken and not all (signal() in place of signalAll())",
                        "文件只读了一次，之后没再读；或者只唤醒了一个等待者而不是全部（用了 signal() 而不是 signalAll()）")))
                .at(viewer.now(), Long.MAX_VALUE, text("expected %s here", "这里应为 %s", quoted(rest.getFirst())))
                .failure();
    }

    private CheckFailure wrong(StreamItem.Event got, String due) {
        int came = viewer.log().number(got.data());
        int number = viewer.log().number(due);
        if (came == 0 || number == 0) {
            Fault changed = changed(got, due);
            throw likely == Text.NONE
                    ? payload(got, due, changed)
                    : changed.likely(likely).failure();
        }
        Fault fault = fault(quoted(got.data()));
        Text note = text("expected %s here", "这里应为 %s", quoted(due));
        return (came < number
                        ? fault.browser(text("an old line where a new one belongs", "该来新行的地方来了旧行"))
                                .likely(likely(text(
                                        "the place in the file is not remembered exactly: a line was sent before, or is none of those wanted",
                                        "没有准确记住读到哪里：这一行已经发过，或不在该发的范围内")))
                        : fault.browser(text(
                                        "%d line(s) are never shown, and nothing tells so",
                                        "有 %d 行永远看不到，而且毫无提示", came - number))
                                .likely(likely(text(
                                        "lines were skipped: the place in the file ran ahead of what was sent",
                                        "跳过了一些行：记下的位置超前于已发出的内容"))))
                .at(viewer.now(), got.start(), note)
                .failure();
    }

    /** A text that was never written: how it differs says why. */
    private CheckFailure payload(StreamItem.Event got, String due, Fault otherwise) {
        Payload.require(viewer.now(), got, due);
        return otherwise.failure();
    }

    private Fault changed(StreamItem.Event got, String due) {
        return fault(quoted(got.data()))
                .browser(text("a line that nobody wrote", "出现了没人写过的一行"))
                .at(viewer.now(), got.start(), text("expected %s here", "这里应为 %s", quoted(due)));
    }

    private Fault fault(Text received) {
        Text what = wanted.size() == 1
                ? quoted(wanted.getFirst())
                : text("%s to %s", "%s 到 %s", quoted(wanted.getFirst()), quoted(wanted.getLast()));
        return Fault.expected(text("%d line(s): %s", "%d 行：%s", wanted.size(), what))
                .received(received)
                .why(text("a viewer gets every line of the log once and in order", "日志的每一行，查看者都按顺序收到一次"));
    }

    private Text likely(Text usual) {
        return likely == Text.NONE ? usual : likely;
    }

    static Text quoted(String line) {
        return same("\"" + WireText.escape(Clip.characters(line, SHOWN)) + "\"");
    }
}
