package workbook.checker.checks;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import workbook.checker.browser.Answer;
import workbook.checker.browser.Received;
import workbook.checker.browser.Script;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** Streams over the wire, with their cuts, and what the page makes of them. */
final class AskReading {

    /** Long enough for the page to have read one chunk before the next comes, on a machine with something else to do. */
    private static final Duration BETWEEN_CHUNKS = Duration.ofMillis(6);

    /** The page has to take up the stream first. */
    private static final Duration BEFORE_CHUNKS = Duration.ofMillis(15);

    private final AskVectors.Group group;
    private final AskPage page;

    private AskReading(Probe probe, AskVectors.Group group) {
        this.group = group;
        AskScript script = new AskScript();
        for (AskVectors.Vector vector : AskVectors.of(group)) {
            script.on(vector.id(), stream(vector), AskReading::over);
        }
        this.page = AskPage.open(probe, script);
    }

    /** All streams of a group; the first that is read in another way is shown. */
    static void require(Probe probe, AskVectors.Group group) {
        AskReading reading = new AskReading(probe, group);
        List<AskVectors.Vector> vectors = AskVectors.of(group);
        List<AskPage.Sheet> sheets =
                reading.page.askAll(vectors.stream().map(AskVectors.Vector::id).toList());
        for (int i = 0; i < sheets.size(); i++) {
            reading.require(vectors.get(i), sheets.get(i));
        }
    }

    private static Script stream(AskVectors.Vector vector) {
        List<byte[]> chunks = vector.chunks();
        return (request, answer) -> {
            answer.eventStream();
            for (int i = 0; i < chunks.size(); i++) {
                if (chunks.size() > 1) {
                    LockSupport.parkNanos((i == 0 ? BEFORE_CHUNKS : BETWEEN_CHUNKS).toNanos());
                }
                answer.write(chunks.get(i));
            }
            answer.end();
        };
    }

    /** A page whose pause is very short has come back before it was told to stop. */
    private static void over(Received request, Answer answer) {
        answer.eventStream().write("event: done\ndata: 0\n\n").hold();
    }

    private void require(AskVectors.Vector vector, AskPage.Sheet sheet) {
        if (!AskPage.AT_REST.contains(sheet.status()) || sheet.status().equals("failed")) {
            throw failure(
                    vector,
                    Fault.expected(text("the stream is read to its end, then waiting", "把流读到结束，然后显示 waiting"))
                            .received(AskShown.status(sheet))
                            .why(text("a stream that ends without done was cut", "没有 done 就结束的流，是被切断的")));
        }
        List<AskPage.Row> wanted = vector.events().stream()
                .map(event -> new AskPage.Row(event.type(), event.lastEventId(), event.data()))
                .toList();
        if (!sheet.words().equals(wanted)) {
            throw failure(vector, Fault.expected(AskShown.rows(wanted)).received(AskShown.rows(sheet.words())));
        }
        if (!sheet.lastId().equals(vector.lastEventId())) {
            throw failure(
                    vector,
                    Fault.expected(text(
                                    "[data-last-id] says %s",
                                    "[data-last-id] 显示 %s", AskShown.quoted(vector.lastEventId())))
                            .received(same(AskShown.quoted(sheet.lastId()))));
        }
        if (vector.retry() != null
                && !Objects.equals(sheet.retry(), vector.retry().toString())) {
            throw failure(
                    vector,
                    Fault.expected(text("[data-retry] says %d", "[data-retry] 显示 %d", vector.retry()))
                            .received(same(AskShown.quoted(sheet.retry()))));
        }
    }

    private CheckFailure failure(AskVectors.Vector vector, Fault fault) {
        Fault whole = fault.likely(likely());
        return page.failure(whole.why().isEmpty() ? whole.why(why()) : whole);
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
