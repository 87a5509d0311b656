package workbook.checker.checks.task5_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import workbook.checker.checks.task5_2.FetchPage.Row;
import workbook.checker.checks.task5_2.FetchPage.Sheet;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;
import workbook.checker.vectors.StreamVector;

/** Streams over the wire, with their cuts, and what the page makes of them. */
final class StreamReading {

    private static final int ROUNDS = 2;

    /** A page may draw in its next frame, or several rows at a time: contract 5.2 names no time. */
    private static final Duration DRAWING = Duration.ofMillis(150);

    private static final int TRIES = 3;

    private final VectorStreams.Group group;
    private final FetchPage page;
    private final AtomicReference<Answer> kept = new AtomicReference<>();

    private StreamReading(Probe probe, VectorStreams.Group group) {
        this.group = group;
        AnswerScript script = new AnswerScript();
        for (StreamVector vector : VectorStreams.of(group)) {
            script.on(vector.id(), stream(vector), this::over);
        }
        this.page = FetchPage.open(probe, script);
    }

    /** A stream that was read in another way, and the retry that the page showed before it. */
    private record Misread(StreamVector vector, String before, Fault fault) {}

    /**
     * All streams of a group. The first that is read in another way is sent again, alone, to show that and no more, and the
     * page has time to draw. If it is read well then, all are sent once more with that time: the machine may have stopped
     * for a moment, or the page draws behind its events.
     */
    static void require(Probe probe, VectorStreams.Group group) {
        for (int round = 1; ; round++) {
            StreamReading reading = new StreamReading(probe, group);
            Optional<Misread> misread = reading.misread(round == 1 ? Duration.ZERO : DRAWING);
            if (misread.isEmpty()) {
                return;
            }
            requireAlone(probe, group, misread.get());
            if (round == ROUNDS) {
                throw reading.failure(misread.get().fault());
            }
        }
    }

    private Optional<Misread> misread(Duration quiet) {
        List<StreamVector> vectors = VectorStreams.of(group);
        List<Sheet> sheets = page.askAll(vectors.stream().map(StreamVector::id).toList(), quiet);
        String retry = "";
        for (int i = 0; i < sheets.size(); i++) {
            Optional<Fault> fault = fault(vectors.get(i), sheets.get(i), retry);
            if (fault.isPresent()) {
                return Optional.of(new Misread(vectors.get(i), retry, fault.get()));
            }
            retry = sheets.get(i).retry();
        }
        return Optional.empty();
    }

    private static void requireAlone(Probe probe, VectorStreams.Group group, Misread misread) {
        StreamVector vector = misread.vector();
        for (int n = 0; n < TRIES; n++) {
            StreamReading alone = new StreamReading(probe, group);
            alone.page.bringToFront(); // behind others it is given no frames to draw in
            Sheet sheet = alone.page.askAll(List.of(vector.id()), DRAWING).getFirst();
            Optional<Fault> fault = fault(vector, sheet, misread.before());
            if (fault.isPresent()) {
                throw alone.failure(fault.get());
            }
        }
    }

    private static Script stream(StreamVector vector) {
        return (request, answer) -> answer.eventStreamReadAs(vector.chunks());
    }

    /**
     * A page whose pause is very short has come back before it was told to stop; it changes nothing for it. A page that
     * does not stop comes back for one stream after the other: only the last of these is kept waiting, since a browser has
     * six connections for a server, and all the streams behind them would fail for that.
     */
    private void over(Request request, Answer answer) {
        Answer before = kept.getAndSet(answer);
        if (before != null) {
            before.cut();
        }
        answer.hold();
    }

    /** @param retry what the page showed before; a stream that sets none leaves it, or the page began with its own */
    private static Optional<Fault> fault(StreamVector vector, Sheet sheet, String retry) {
        if (!sheet.rested() || sheet.status().equals("failed")) {
            return Optional.of(
                    Fault.expected(text("the stream is read to its end, then waiting", "把流读到结束，然后显示 waiting"))
                            .received(PageState.status(sheet)));
        }
        List<Row> wanted = vector.events().stream()
                .map(event -> new Row(event.type(), event.lastEventId(), event.data()))
                .toList();
        if (!sheet.words().equals(wanted)) {
            return Optional.of(Fault.expected(PageState.rows(wanted)).received(PageState.rows(sheet.words())));
        }
        if (!sheet.lastId().equals(vector.lastEventId())) {
            return Optional.of(differs("last-id", vector.lastEventId(), sheet.lastId()));
        }
        return wrongRetry(vector, sheet.retry(), retry);
    }

    private static Optional<Fault> wrongRetry(StreamVector vector, String shown, String before) {
        if (vector.retry() != null) {
            String wanted = vector.retry().toString();
            return shown.equals(wanted) ? Optional.empty() : Optional.of(differs("retry", wanted, shown));
        }
        boolean untouched = !VectorStreams.speaksOfRetry(vector)
                || shown.equals(before)
                || Set.of("", "3000").contains(shown);
        return untouched ? Optional.empty() : Optional.of(differs("retry", "3000", shown));
    }

    private static Fault differs(String hook, String wanted, String shown) {
        return Fault.expected(text("[data-%s] says %s", "[data-%s] 显示 %s", hook, PageState.quoted(wanted)))
                .received(same(PageState.quoted(shown)));
    }

    private CheckFailure failure(Fault fault) {
        return page.failure(fault.why(why()).likely(likely()));
    }

    private Text why() {
        return switch (group) {
            case FIELDS ->
                text(
                        "name and value are parted by the first colon; one space behind it goes; an empty line dispatches what has data",
                        "第一个冒号分开名字和值；它后面去掉一个空格；空行派发含有 data 的块");
            case MEMORY ->
                text(
                        "an id counts from the empty line on and stays; a retry counts when it is all digits",
                        "id 从空行起生效并一直保留；retry 全是数字才算");
            case CUTS -> text("where bytes were cut on their way says nothing about lines", "字节在路上怎样被切开，与行毫无关系");
            case LINE_ENDS -> text("LF, CR and CRLF end a line, and nothing else does", "LF、CR、CRLF 结束一行，除此之外都不是");
            case TEXT ->
                text("the stream is one text in UTF-8; a BOM at its start is dropped", "整个流是一段 UTF-8 文本；开头的 BOM 要丢掉");
        };
    }

    private Text likely() {
        return switch (group) {
            case FIELDS ->
                text(
                        "trim(), split(\":\"), or an event for a block without data",
                        "用了 trim() 或 split(\":\")，或者没有 data 的块也派发了");
            case MEMORY ->
                text(
                        "the id is forgotten with the block, or Number() decides what a retry is",
                        "id 随着块一起忘了，或者用 Number() 判断 retry");
            case CUTS ->
                text(
                        "each chunk is taken for whole lines; keep what has not ended for the next read",
                        "把每个 chunk 当成了完整的行；没结束的部分要留到下一次读取");
            case LINE_ENDS ->
                text(
                        "CR is not an end of its own, or the LF behind it counts twice when a read comes between",
                        "没有把单独的 CR 当作行尾，或者 CR 与 LF 分在两次读取时多算了一行");
            case TEXT ->
                text(
                        "a new TextDecoder for each chunk, or decode() without {stream: true}",
                        "每个 chunk 都新建 TextDecoder，或者 decode() 没带 {stream: true}");
        };
    }
}
