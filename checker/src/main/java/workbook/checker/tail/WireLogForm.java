package workbook.checker.tail;

import static workbook.checker.text.Text.same;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import workbook.checker.conformance.Endpoint;
import workbook.checker.conformance.Secrecy;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.http.HeaderField;
import workbook.checker.http.ResponseHead;
import workbook.checker.report.html.WireJson;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** Another form, and beside it the wire log of the stream in a page: its bytes, and what a browser makes of them. */
public final class WireLogForm implements TailForm, AutoCloseable {

    /** The longest text of bytes that came together: a log is for people. */
    private static final int LONGEST_LINE = 1024;

    private static final int LARGEST_EVENT = 256 << 10;
    private static final int MOST_FIELDS = 50;

    private final TailForm beside;
    private final Endpoint endpoint;
    private final Secrecy secrecy;
    private final Language language;
    private final WireLogPage page;
    private EventStreamReader reader = new EventStreamReader("", LARGEST_EVENT);
    private String lastEventId = "";
    private long begun = System.nanoTime();
    private long passed;

    private WireLogForm(TailForm beside, Endpoint endpoint, Secrecy secrecy, Language language) {
        this.beside = beside;
        this.endpoint = endpoint;
        this.secrecy = secrecy;
        this.language = language;
        this.page = WireLogPage.start(
                secrecy.masked(endpoint.uri().toString()),
                secrecy.masked(endpoint.stream()).curl());
    }

    /** Begins to serve the page. */
    public static WireLogForm beside(TailForm other, Endpoint endpoint, Secrecy secrecy, Language language) {
        return new WireLogForm(other, endpoint, secrecy, language);
    }

    /** Where the page is. */
    public URI page() {
        return page.uri();
    }

    @Override
    public void show(Sight sight) {
        beside.show(sight);
        switch (sight) {
            case Sight.Opened(long nanos, ResponseHead head, Duration after) -> open(nanos, head, after);
            case Sight.Body body -> body(body);
            case Sight.Ended(long nanos, Text how) -> line(nanos, WireLine.Kind.END, how);
            case Sight.Returning returning ->
                line(returning.nanos(), WireLine.Kind.ACT, SightWords.returning(returning));
            case Sight.Remark(long nanos, Text words) -> line(nanos, WireLine.Kind.ACT, words);
            case Sight.Read read -> {
                // Its bytes come as those of the head and of the body.
            }
            case Sight.Item item -> {
                // It is read again, to stand beside the bytes that make it.
            }
            case Sight.Silence silence -> {
                // It shows in the times.
            }
        }
    }

    private void open(long nanos, ResponseHead head, Duration after) {
        begun = nanos - after.toNanos();
        reader = new EventStreamReader(lastEventId, LARGEST_EVENT);
        passed = 0;
        String id = lastEventId.isEmpty() ? "" : " · Last-Event-ID: " + lastEventId;
        line(
                begun,
                WireLine.Kind.SENT,
                bytes(endpoint.method() + " " + endpoint.uri().getRawPath() + id));
        line(nanos, WireLine.Kind.HEAD, bytes(head.version() + " " + head.status() + " " + head.reason()));
        for (HeaderField field :
                head.headers().fields().stream().limit(MOST_FIELDS).toList()) {
            line(nanos, WireLine.Kind.HEAD, bytes(field.name() + ": " + field.value()));
        }
    }

    private static Text bytes(String text) {
        return same(WireText.escape(Clip.characters(text.strip(), LONGEST_LINE)));
    }

    /** Cuts the bytes where events end, which shows the bytes that make up each of them. */
    private void body(Sight.Body body) {
        byte[] bytes = body.bytes().toByteArray();
        List<StreamItem.Event> events = new ArrayList<>();
        reader.read(bytes, 0, bytes.length, item -> {
            if (item instanceof StreamItem.Event event) {
                events.add(event);
            }
        });
        boolean edge = body.chunkEdge();
        int from = 0;
        for (StreamItem.Event event : events) {
            int end = (int) (event.end() - passed);
            int to = end < bytes.length && bytes[end] == '\n' && bytes[end - 1] == '\r' ? end + 1 : end;
            line(body.nanos(), Arrays.copyOfRange(bytes, from, to), edge, Optional.of(event));
            edge = false;
            from = to;
        }
        if (from < bytes.length) {
            line(body.nanos(), Arrays.copyOfRange(bytes, from, bytes.length), edge, Optional.empty());
        }
        passed += bytes.length;
        lastEventId = reader.lastEventId();
    }

    private void line(long nanos, byte[] bytes, boolean edge, Optional<StreamItem.Event> event) {
        String text = Clip.characters(WireText.of(bytes).text(), LONGEST_LINE);
        List<String> dispatched = event.stream()
                .map(made -> secrecy.masked(WireText.event(made.type(), made.data(), made.lastEventId())))
                .toList();
        add(new WireLine(at(nanos), WireLine.Kind.BYTES, same(secrecy.masked(text)), edge, dispatched));
    }

    private void line(long nanos, WireLine.Kind kind, Text words) {
        add(new WireLine(at(nanos), kind, secrecy.masked(words), false, List.of()));
    }

    private void add(WireLine line) {
        page.add(WireJson.line(line, language));
    }

    private Duration at(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos - begun));
    }

    @Override
    public void finish(TailTally tally) {
        beside.finish(tally);
    }

    @Override
    public boolean isClosed() {
        return beside.isClosed();
    }

    @Override
    public Optional<Text> complaint() {
        return beside.complaint();
    }

    @Override
    public void close() {
        page.close();
    }
}
