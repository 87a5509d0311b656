package workbook.checker.tail;

import java.time.Duration;
import java.util.List;
import workbook.checker.finding.WireText;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Align;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;
import workbook.checker.text.Width;

/**
 * One line for each event.
 *
 * <pre>{@code
 *              open: status 200, text/event-stream, after 12 ms
 *     +12 ms   message   id 1  {"n":1}
 *      +1.0 s  tick      id 2  {"n":2}
 *     +15.0 s  : keep-alive
 * }</pre>
 */
public final class LineForm implements TailForm {

    /** A silence that is told when it is over. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** A silence that is drawn while it lasts. */
    private static final Duration DRAWN = Duration.ofSeconds(3);

    private static final int TIME = 9;
    private static final int TYPE = 8;
    private static final int NAME = 40;
    private static final int LEAST_ROOM = 24;

    private final TailOutput output;
    private final boolean full;
    private final Theme theme;
    private final JsonData json;
    private long last = System.nanoTime();
    private long lastRead = last;
    private Duration silence = Duration.ZERO;
    private long comments;
    private long firstComment;
    private long lastComment;
    private boolean isDrawn;

    /** @param full whether data is shown whole, over several lines */
    public LineForm(TailOutput output, boolean full) {
        this.output = output;
        this.full = full;
        this.theme = new Theme(output.terminal().colour());
        this.json = new JsonData(theme);
    }

    @Override
    public void show(Sight sight) {
        switch (sight) {
            case Sight.Read(long nanos, var bytes) -> {
                silence = Duration.ofNanos(nanos - lastRead);
                lastRead = nanos;
            }
            case Sight.Body body -> {
                // What its bytes make is shown.
            }
            case Sight.Silence(long nanos, Duration length) -> {
                if (length.compareTo(DRAWN) >= 0) {
                    draw(SightWords.silence(length));
                }
            }
            case Sight.Opened opened -> {
                silence = Duration.ZERO;
                say(opened.nanos(), Ink.FAINT, SightWords.opened(opened));
            }
            case Sight.Item(long nanos, StreamItem item, boolean newId) -> item(nanos, item, newId);
            case Sight.Ended(long nanos, Text how) -> say(nanos, Ink.WARN, how);
            case Sight.Returning returning -> say(returning.nanos(), Ink.WARN, SightWords.returning(returning));
            case Sight.Remark(long nanos, Text words) -> say(nanos, Ink.FAINT, words);
        }
    }

    private void item(long nanos, StreamItem item, boolean newId) {
        switch (item) {
            case StreamItem.Event event -> event(nanos, event, newId);
            case StreamItem.Comment comment -> comment(nanos, comment);
            case StreamItem.Retry retry -> {
                before();
                line(time(nanos) + theme.paint(Ink.FAINT, "retry " + retry.milliseconds() + " ms"));
            }
            case StreamItem.Note note -> say(nanos, Ink.WARN, SightWords.note(note));
        }
    }

    private void event(long nanos, StreamItem.Event event, boolean newId) {
        before();
        String type = Align.left(name(event.type()), TYPE);
        String id = newId ? "  id " + name(event.lastEventId()) : "";
        String head = time(nanos) + theme.paint(Ink.STRONG, type) + theme.paint(Ink.FAINT, id) + "  ";
        if (full) {
            List<String> lines = json.lines(event.data());
            line(head + (lines.size() == 1 ? lines.getFirst() : ""));
            if (lines.size() > 1) {
                lines.forEach(each -> line(" ".repeat(TIME + 2) + each));
            }
            return;
        }
        int room = output.terminal().columns() - TIME - 2 - Width.of(type + id) - 2;
        String data = Visible.bytes(event.data());
        line(head + json.painted(output.drawn() ? Clip.columns(data, Math.max(room, LEAST_ROOM), "…") : data));
    }

    /** The first of several comments in a row is shown; the others are counted. */
    private void comment(long nanos, StreamItem.Comment comment) {
        silence = Duration.ZERO;
        comments++;
        lastComment = nanos;
        if (comments > 1) {
            draw(SightWords.comments(comments - 1, Duration.ofNanos(nanos - firstComment)));
            return;
        }
        firstComment = nanos;
        String text = ":" + name(comment.text());
        erase();
        line(time(nanos) + theme.paint(Ink.FAINT, text));
    }

    private void say(long nanos, Ink ink, Text words) {
        before();
        last = nanos;
        line(" ".repeat(TIME + 2) + theme.paint(ink, Visible.line(output.words(words))));
    }

    /** Tells what was not told at once, before something else is. */
    private void before() {
        erase();
        if (comments > 1) {
            Text more = SightWords.comments(comments - 1, Duration.ofNanos(lastComment - firstComment));
            line(" ".repeat(TIME + 2) + theme.paint(Ink.FAINT, output.words(more)));
        }
        comments = 0;
        if (silence.compareTo(SILENCE) >= 0) {
            line(" ".repeat(TIME + 2) + theme.paint(Ink.FAINT, output.words(SightWords.silence(silence))));
        }
        silence = Duration.ZERO;
    }

    private String name(String text) {
        return WireText.escape(output.drawn() ? Clip.characters(text, NAME) : text);
    }

    private String time(long nanos) {
        Duration since = Duration.ofNanos(Math.max(0, nanos - last));
        last = nanos;
        return theme.paint(Ink.FAINT, Align.right("+" + SightWords.elapsed(since), TIME)) + "  ";
    }

    private void line(String visible) {
        output.line(visible);
    }

    private void draw(Text words) {
        output.draw(" ".repeat(TIME + 2) + theme.paint(Ink.FAINT, output.words(words)));
        isDrawn = true;
    }

    private void erase() {
        if (isDrawn) {
            output.draw("");
            isDrawn = false;
        }
    }

    @Override
    public void finish(TailTally tally) {
        before();
        output.complain(SightWords.summary(tally));
    }

    @Override
    public boolean isClosed() {
        return output.isClosed();
    }
}
