package workbook.checker.tail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Visible;

/**
 * One JSON object a line, for jq and the like. {@code ms} counts from the beginning.
 *
 * <pre>{@code
 * {"ms":12.3,"kind":"event","type":"message","id":"1","data":"{\"n\":1}"}
 * }</pre>
 */
public final class JsonLinesForm implements TailForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TailOutput output;
    private final long begun = System.nanoTime();

    public JsonLinesForm(TailOutput output) {
        this.output = output;
    }

    @Override
    public void show(Sight sight) {
        switch (sight) {
            case Sight.Opened opened ->
                write(line(sight, "open").put("status", opened.head().status()));
            case Sight.Item(long nanos, StreamItem.Event event, boolean newId) ->
                write(line(sight, "event")
                        .put("type", event.type())
                        .put("id", event.lastEventId())
                        .put("data", event.data()));
            case Sight.Item(long nanos, StreamItem.Comment comment, boolean newId) ->
                write(line(sight, "comment").put("text", comment.text()));
            case Sight.Item(long nanos, StreamItem.Retry retry, boolean newId) ->
                write(line(sight, "retry").put("milliseconds", retry.milliseconds()));
            case Sight.Item(long nanos, StreamItem.Note note, boolean newId) ->
                write(line(sight, "ignored").put("what", note.kind().name()).put("text", note.text()));
            case Sight.Ended ended -> write(line(sight, "end").put("how", output.words(ended.how())));
            case Sight.Returning returning ->
                write(line(sight, "return")
                        .put("after", returning.delay().toMillis())
                        .put("id", returning.lastEventId()));
            case Sight.Remark remark -> output.complain(remark.words());
            case Sight.Read read -> {
                // Its bytes are in what they make.
            }
            case Sight.Body body -> {
                // Its bytes are in what they make.
            }
            case Sight.Silence silence -> {
                // It shows in the times.
            }
        }
    }

    private ObjectNode line(Sight sight, String kind) {
        long micros = TimeUnit.NANOSECONDS.toMicros(sight.nanos() - begun);
        return JSON.createObjectNode().put("ms", micros / 1000.0).put("kind", kind);
    }

    /** What a terminal would act on is escaped in a way that JSON has too. */
    private void write(ObjectNode line) {
        output.line(Visible.bytes(line.toString()));
    }

    @Override
    public void finish(TailTally tally) {
        ObjectNode line = JSON.createObjectNode()
                .put("ms", millis(tally.length()))
                .put("kind", "summary")
                .put("comments", tally.comments())
                .put("bytes", tally.bytes())
                .put("longestSilence", millis(tally.longestSilence()))
                .put("returns", tally.returns());
        ObjectNode events = line.putObject("events");
        tally.events().forEach(events::put);
        write(line);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1000 / 1000.0;
    }

    @Override
    public boolean isClosed() {
        return output.isClosed();
    }
}
