package workbook.checker.tail;

import java.time.Duration;
import workbook.checker.finding.WireText;
import workbook.checker.http.Bytes;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Align;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/** The bytes as they came, heads and sizes of chunks too: a line of the stream a line, with the time of each read. */
public final class BytesForm implements TailForm {

    private static final int TIME = 9;

    private final TailOutput output;
    private final Theme theme;
    private long last = System.nanoTime();

    public BytesForm(TailOutput output) {
        this.output = output;
        this.theme = new Theme(output.terminal().colour());
    }

    @Override
    public void show(Sight sight) {
        switch (sight) {
            case Sight.Read(long nanos, Bytes bytes) -> read(nanos, bytes);
            case Sight.Ended(long nanos, Text how) -> say(how);
            case Sight.Returning returning -> say(SightWords.returning(returning));
            case Sight.Remark(long nanos, Text words) -> say(words);
            default -> {
                // Made of bytes that are shown.
            }
        }
    }

    private void read(long nanos, Bytes bytes) {
        String time = "+" + SightWords.elapsed(Duration.ofNanos(Math.max(0, nanos - last)));
        last = nanos;
        int from = 0;
        for (int at = 0; at < bytes.size(); at++) {
            if (bytes.at(at) == '\n' || at == bytes.size() - 1) {
                line(time, WireText.of(bytes.slice(from, at + 1).toByteArray()).text());
                time = "";
                from = at + 1;
            }
        }
    }

    private void say(Text words) {
        line("", theme.paint(Ink.WARN, Visible.line(output.words(words))));
    }

    private void line(String time, String visible) {
        output.line(theme.paint(Ink.FAINT, Align.right(time, TIME)) + "  " + visible);
    }

    @Override
    public void finish(TailTally tally) {
        output.complain(SightWords.summary(tally));
    }

    @Override
    public boolean isClosed() {
        return output.isClosed();
    }
}
