package workbook.checker.conformance.rules;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.NotSeen;
import workbook.checker.conformance.Observation;
import workbook.checker.conformance.Rule;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.http.WireItem;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.sse.StreamItem.Kind;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** Every byte of the streams. */
final class WireRules {

    private static final int SHOWN = 120;
    private static final long SHORTEST_RETRY = 100;
    private static final long LONGEST_RETRY = Duration.ofHours(1).toMillis();
    private static final int LONGEST_ID = 128;
    private static final int BLOCKS = 3;

    /** Sizes of the buffers that frameworks write through. */
    private static final Set<Long> BUFFERS = Set.of(4096L, 8192L, 16384L, 32768L, 65536L);

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** An item of a stream, with the stream. */
    private record Found<T extends StreamItem>(Connection connection, T item) {}

    @Rule(
            id = "wire/1",
            level = Level.MUST,
            en = "The stream is UTF-8",
            zh = "流是 UTF-8",
            source = "HTML 9.2.5",
            hurtsEn = "The reader sees � in place of what was meant.",
            hurtsZh = "读者看到的是 �，而不是原来的字符。")
    void utf8(Observation seen) {
        Optional<Found<StreamItem.Note>> malformed = note(seen, Kind.MALFORMED_UTF8, note -> true);
        requireBytes(seen);
        if (malformed.isEmpty()) {
            return;
        }
        StreamItem.Note note = malformed.get().item();
        throw Fault.expected(text("bytes that are UTF-8", "UTF-8 字节"))
                .received(text("the bytes %s", "字节 %s", Clip.characters(note.text(), SHOWN)))
                .why(text("an event stream is always encoded as UTF-8", "事件流始终使用 UTF-8 编码"))
                .likely(text("the platform's charset, or a character cut in two by a buffer", "用了平台默认编码，或字符被缓冲区切成两半"))
                .at(malformed.get().connection(), note.start(), text("no UTF-8", "不是 UTF-8"))
                .failure();
    }

    @Rule(
            id = "wire/2",
            level = Level.ADVICE,
            en = "Every line is a known field or a comment",
            zh = "每一行都是已知字段或注释",
            source = "HTML 9.2.6: others are ignored",
            hurtsEn = "A client drops the line without a word, and with it a part of the event.",
            hurtsZh = "客户端会悄悄丢弃该行，事件也就少了一部分。")
    void knownFields(Observation seen) {
        Optional<Found<StreamItem.Note>> unknown = note(seen, Kind.UNKNOWN_FIELD, note -> true)
                .or(() -> note(seen, Kind.LINE_WITHOUT_COLON, note -> true));
        requireBytes(seen);
        if (unknown.isEmpty()) {
            return;
        }
        StreamItem.Note note = unknown.get().item();
        String shown = WireText.escape(Clip.characters(note.text(), SHOWN));
        throw Fault.expected(text("data, event, id, retry, or a colon first", "data、event、id、retry，或以冒号开头"))
                .received(text("a line that begins with \"%s\"", "以 \"%s\" 开头的行", shown))
                .why(text("a line with any other name is ignored", "其他名称的行会被忽略"))
                .likely(causeOf(note))
                .at(unknown.get().connection(), note.start(), text("ignored", "会被忽略"))
                .failure();
    }

    private static Text causeOf(StreamItem.Note note) {
        String name = note.text();
        String plain = name.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("\uFEFF")) {
            return text(
                    "a byte order mark in front of an event; it may stand at the begin of the stream only",
                    "事件前面有 BOM；BOM 只能出现在流的开头");
        }
        if (plain.startsWith("{") || plain.startsWith("[") || plain.startsWith("\"")) {
            return text(
                    "JSON without \"data:\" in front of it, or JSON of several lines",
                    "JSON 前面没有 \"data:\"，或 JSON 分成了多行");
        }
        if (plain.equals("type") || plain.equals("name")) {
            return text("the field for the type is called \"event\"", "表示类型的字段叫 \"event\"");
        }
        if (List.of("data", "event", "id", "retry").contains(plain)) {
            return text("names of fields have no capitals and no spaces", "字段名不能有大写字母或空格");
        }
        if (plain.startsWith("http/") || plain.matches("[0-9a-f]+")) {
            return text("framing of HTTP inside the body", "HTTP 的报文边界混进了响应体");
        }
        return note.kind() == Kind.LINE_WITHOUT_COLON
                ? text(
                        "a line break inside data: each line needs a \"data:\" of its own",
                        "data 里有换行：每一行都要有自己的 \"data:\"")
                : text("a field that no client knows", "没有客户端认识这个字段");
    }

    @Rule(
            id = "wire/3",
            level = Level.MUST,
            en = "No unfinished event at a clean end",
            zh = "流正常结束时没有未完成的事件",
            source = "HTML 9.2.5, 9.2.6",
            hurtsEn = "The last event, often the one that says done, is never dispatched.",
            hurtsZh = "最后一个事件（往往就是表示完成的那个）永远不会派发。")
    void finished(Observation seen) {
        List<Connection> ended = seen.streams().stream()
                .filter(stream ->
                        stream.end().filter(End.Complete.class::isInstance).isPresent())
                .toList();
        if (ended.isEmpty()) {
            throw new NotSeen(text("no stream ended by itself; --for 60s waits longer", "没有流自行结束；用 --for 60s 等待更久"));
        }
        for (Connection stream : ended) {
            for (Kind kind : List.of(Kind.UNFINISHED_EVENT, Kind.UNFINISHED_LINE)) {
                for (StreamItem.Note note : stream.notes(kind)) {
                    throw Fault.expected(text("a blank line behind the last event", "最后一个事件后面有空行"))
                            .received(text(
                                    "the end of the stream behind \"%s\"",
                                    "\"%s\" 之后流就结束了", WireText.escape(Clip.characters(note.text(), SHOWN))))
                            .why(text("what no blank line ends is discarded", "没有空行收尾的内容会被丢弃"))
                            .likely(text(
                                    "one line break in place of two behind the last event", "最后一个事件后面只有一个换行，而不是两个"))
                            .at(stream, note.start(), text("discarded", "会被丢弃"))
                            .failure();
                }
            }
        }
    }

    @Rule(
            id = "wire/4",
            level = Level.ADVICE,
            en = "No block with a type or an id and no data",
            zh = "不发送只有类型或 id、没有 data 的块",
            source = "HTML 9.2.6, dispatch the event",
            hurtsEn = "A listener waits for an event that a browser never dispatches.",
            hurtsZh = "监听器等待的事件，浏览器永远不会派发。")
    void dataInEveryBlock(Observation seen) {
        Optional<Found<StreamItem.Note>> block = Optional.empty();
        for (Connection stream : seen.streams()) {
            byte[] body = stream.body();
            block = block.or(() -> stream.notes(Kind.BLOCK_WITHOUT_DATA).stream()
                    .filter(note -> !note.text().isEmpty() || hasId(body, note))
                    .findFirst()
                    .map(note -> new Found<>(stream, note)));
        }
        requireBytes(seen);
        if (block.isEmpty()) {
            return;
        }
        StreamItem.Note note = block.get().item();
        throw Fault.expected(text("\"data:\" in the block, be it empty", "块里要有 \"data:\"，即使为空"))
                .received(text("a block without it", "块里没有"))
                .why(text("without data nothing is dispatched, though the id counts", "没有 data 就不会派发，但 id 仍会生效"))
                .likely(text("an event without payload, or a heartbeat with an id", "没有内容的事件，或带 id 的心跳"))
                .at(block.get().connection(), note.start(), text("not dispatched", "不会派发"))
                .failure();
    }

    private static boolean hasId(byte[] body, StreamItem.Note note) {
        if (note.end() > body.length) {
            return false;
        }
        String block =
                new String(body, (int) note.start(), (int) (note.end() - note.start()), StandardCharsets.ISO_8859_1);
        return Arrays.stream(block.split("[\r\n]+")).anyMatch(line -> line.equals("id") || line.startsWith("id:"));
    }

    /**
     * The grammar (HTML 9.2.5) lets any text stand behind retry. It is a MUST all the same, as the standard has every reader
     * ignore what is no number: what the server said of the time to wait is lost on all clients. An empty value passes:
     * Chromium goes back to its own time at one, which may be what is meant.
     */
    @Rule(
            id = "wire/5",
            level = Level.MUST,
            en = "retry is digits",
            zh = "retry 只含数字",
            source = "HTML 9.2.6, process the field",
            hurtsEn = "Clients ignore it, and come back after their own time.",
            hurtsZh = "客户端会忽略它，按自己的时间重连。")
    void retryIsDigits(Observation seen) {
        Optional<Found<StreamItem.Note>> invalid =
                note(seen, Kind.INVALID_RETRY, note -> !note.text().isEmpty());
        if (invalid.isEmpty()) {
            requireRetry(seen);
            return;
        }
        StreamItem.Note note = invalid.get().item();
        throw Fault.expected(text("milliseconds in ASCII digits", "用 ASCII 数字表示的毫秒数"))
                .received(same("retry: " + WireText.escape(Clip.characters(note.text(), SHOWN))))
                .why(text("any other value is ignored", "其他任何值都会被忽略"))
                .likely(text("a unit, a fraction or a sign", "带了单位、小数或正负号"))
                .at(invalid.get().connection(), note.start(), text("ignored", "会被忽略"))
                .failure();
    }

    @Rule(
            id = "wire/5b",
            level = Level.ADVICE,
            en = "retry is between 100 ms and 1 h",
            zh = "retry 在 100 毫秒到 1 小时之间",
            source = "the field: storms of reconnects",
            hurtsEn = "All clients come back at once, or not within the day.",
            hurtsZh = "所有客户端会同时涌回，或者一整天都不回来。")
    void retryIsReasonable(Observation seen) {
        for (Found<StreamItem.Retry> found : requireRetry(seen)) {
            long time = found.item().milliseconds();
            if (time < SHORTEST_RETRY || time > LONGEST_RETRY) {
                throw Fault.expected(text("100 to 3600000 ms", "100 到 3600000 毫秒"))
                        .received(text("%d ms", "%d 毫秒", time))
                        .why(text("a client waits that long before it comes back", "客户端会等待这么久再重连"))
                        .likely(text("seconds taken for milliseconds, or the other way round", "把秒当成毫秒，或反过来"))
                        .at(found.connection(), found.item().start(), text("%d ms", "%d 毫秒", time))
                        .failure();
            }
        }
    }

    private static List<Found<StreamItem.Retry>> requireRetry(Observation seen) {
        List<Found<StreamItem.Retry>> all = all(seen, StreamItem.Retry.class);
        if (all.isEmpty()) {
            throw new NotSeen(text("no retry was sent", "没有发送 retry"));
        }
        return all;
    }

    /** The grammar allows it, and yet it is a MUST: the standard has every reader ignore the whole field. */
    @Rule(
            id = "wire/6",
            level = Level.MUST,
            en = "No NUL in an id",
            zh = "id 中没有 NUL",
            source = "HTML 9.2.6, process the field",
            hurtsEn = "The id is ignored: after a reconnect the client gets old events again.",
            hurtsZh = "该 id 会被忽略：重连后客户端又收到旧事件。")
    void noNulInId(Observation seen) {
        Optional<Found<StreamItem.Note>> nul = note(seen, Kind.NUL_IN_ID, note -> true);
        if (nul.isEmpty()) {
            requireIds(seen);
            return;
        }
        throw Fault.expected(text("an id without U+0000", "不含 U+0000 的 id"))
                .received(same("id: "
                        + WireText.escape(Clip.characters(nul.get().item().text(), SHOWN))))
                .why(text("an id that holds one is ignored", "含有它的 id 会被忽略"))
                .likely(text("binary data used for an id", "把二进制数据当作 id"))
                .at(nul.get().connection(), nul.get().item().start(), text("ignored", "会被忽略"))
                .failure();
    }

    @Rule(
            id = "wire/6b",
            level = Level.ADVICE,
            en = "An id is ASCII, and 128 bytes at most",
            zh = "id 为 ASCII，且不超过 128 字节",
            source = "Fetch, CORS-unsafe request-header byte; RFC 9110 5.5",
            hurtsEn = "It comes back garbled, or a reconnect from another origin needs a preflight.",
            hurtsZh = "它送回来时会变成乱码，或者跨源重连需要预检。")
    void plainIds(Observation seen) {
        for (Found<StreamItem.Event> found : requireIds(seen)) {
            String id = found.item().lastEventId();
            int bytes = id.getBytes(StandardCharsets.UTF_8).length;
            boolean plain = id.chars().allMatch(character -> character >= 0x20 && character < 0x7f);
            if (plain && bytes <= LONGEST_ID) {
                continue;
            }
            Text received = plain
                    ? text("an id of %d bytes", "%d 字节的 id", bytes)
                    : same("id: " + WireText.escape(Clip.characters(id, SHOWN)));
            throw Fault.expected(text("printable ASCII, at most 128 bytes", "可打印的 ASCII，最多 128 字节"))
                    .received(received)
                    .why(text(
                            "a client sends it back in the header Last-Event-ID, which many servers read as Latin-1",
                            "客户端会在 Last-Event-ID 头里送回它，而许多服务器按 Latin-1 读取"))
                    .likely(text("a whole state, or a name, in place of a number", "用整个状态或名称当 id，而不是编号"))
                    .at(found.connection(), found.item().start(), text("its id", "它的 id"))
                    .failure();
        }
    }

    private static List<Found<StreamItem.Event>> requireIds(Observation seen) {
        List<Found<StreamItem.Event>> all = all(seen, StreamItem.Event.class).stream()
                .filter(found -> !found.item().lastEventId().isEmpty())
                .toList();
        if (all.isEmpty()) {
            throw new NotSeen(text("no event carried an id", "没有事件带 id"));
        }
        return all;
    }

    @Rule(
            id = "wire/7",
            level = Level.ADVICE,
            en = "No type is error or open, or ends in a space",
            zh = "类型不叫 error 或 open，也不以空格结尾",
            source = "HTML 9.2.2, the events of EventSource itself",
            hurtsEn = "The listener for lost connections hears the server's events, or none hears them.",
            hurtsZh = "断线的监听器会收到服务器的事件，或者没有监听器能收到。")
    void types(Observation seen) {
        List<Found<StreamItem.Event>> events = all(seen, StreamItem.Event.class);
        requireEvents(seen, events);
        for (Found<StreamItem.Event> found : events) {
            String type = found.item().type();
            if (type.equals("error")
                    || type.equals("open")
                    || !type.stripTrailing().equals(type)) {
                throw Fault.expected(text("a type of its own, without a space behind it", "独有的类型名，后面没有空格"))
                        .received(same("event: "
                                + WireText.escape(Clip.characters(type, SHOWN)).replaceAll(" $", "␠")))
                        .why(text(
                                "EventSource fires open and error itself, and compares types literally",
                                "EventSource 自己会触发 open 和 error，并且逐字比较类型"))
                        .likely(text(
                                "an error of the application is sent under the name error; call it failure",
                                "应用的错误用 error 这个名字发送；请改叫 failure"))
                        .at(found.connection(), found.item().start(), text("this type", "这个类型"))
                        .failure();
            }
        }
    }

    @Rule(
            id = "wire/8",
            level = Level.ADVICE,
            en = "One event does not hold several JSON values",
            zh = "一个事件里没有多个 JSON 值",
            source = "the field: a lost blank line",
            hurtsEn = "Two events come as one, and JSON.parse throws.",
            hurtsZh = "两个事件并成一个，JSON.parse 抛出异常。")
    void oneJsonValue(Observation seen) {
        List<Found<StreamItem.Event>> events = all(seen, StreamItem.Event.class);
        requireEvents(seen, events);
        for (Found<StreamItem.Event> found : events) {
            String[] lines = found.item().data().split("\n", 3);
            if (lines.length > 1 && isObject(lines[0]) && isObject(lines[1])) {
                throw Fault.expected(text("a blank line between two events", "两个事件之间有空行"))
                        .received(text("two whole JSON values in one event", "一个事件里有两个完整的 JSON 值"))
                        .why(text("consecutive data lines are one event", "连续的 data 行属于同一个事件"))
                        .likely(text("one line break in place of two behind the first", "第一个后面只有一个换行，而不是两个"))
                        .at(found.connection(), found.item().start(), text("one event", "一个事件"))
                        .failure();
            }
        }
    }

    private static boolean isObject(String line) {
        String value = line.strip();
        if (!value.startsWith("{") && !value.startsWith("[")) {
            return false;
        }
        try {
            return JSON.readTree(value).isContainerNode();
        } catch (JsonProcessingException | StackOverflowError notJson) {
            return false;
        }
    }

    @Rule(
            id = "wire/9",
            level = Level.INFO,
            en = "Characters that some readers take for line ends",
            zh = "某些解析器当作换行的字符",
            source = "HTML 9.2.6: LF, CR and CRLF alone end a line")
    Text oddLineEnds(Observation seen) {
        Set<String> found = new LinkedHashSet<>();
        for (Found<StreamItem.Event> event : all(seen, StreamItem.Event.class)) {
            event.item()
                    .data()
                    .chars()
                    .filter(character -> "\u2028\u2029\u0085\u000b\f".indexOf(character) >= 0)
                    .forEach(character -> found.add(String.format(Locale.ROOT, "U+%04X", character)));
        }
        return found.isEmpty() ? text("none", "无") : same(String.join(", ", found));
    }

    @Rule(id = "wire/10", level = Level.INFO, en = "How lines end", zh = "换行方式", source = "HTML 9.2.6")
    Text lineEnds(Observation seen) {
        byte[] body = seen.watched().body();
        int lf = 0;
        int cr = 0;
        int crlf = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\r') {
                boolean pair = i + 1 < body.length && body[i + 1] == '\n';
                crlf += pair ? 1 : 0;
                cr += pair ? 0 : 1;
                i += pair ? 1 : 0;
            } else if (body[i] == '\n') {
                lf++;
            }
        }
        return same(String.format(Locale.ROOT, "LF %d, CRLF %d, CR %d", lf, crlf, cr));
    }

    @Rule(
            id = "wire/11",
            level = Level.INFO,
            en = "How much came on the main stream",
            zh = "主流的数据量",
            source = "counted")
    Text sizes(Observation seen) {
        Connection main = seen.watched();
        int largest = 0;
        for (ArrivedItem<StreamItem.Event> event : main.events()) {
            largest = Math.max(largest, event.item().data().getBytes(StandardCharsets.UTF_8).length);
        }
        Text counted = text(
                "%d events, %d comments, %d bytes; the largest event has %d bytes",
                "%d 个事件，%d 条注释，%d 字节；最大的事件 %d 字节",
                main.eventCount(),
                main.items(StreamItem.Comment.class).size(),
                main.exchange().bodySize(),
                largest);
        return main.end()
                .filter(end -> end instanceof End.LimitReached || end instanceof End.Flood)
                .map(end ->
                        counted.then(text("The probe read no further: %s", "探测停止读取：%s", ExchangeEnding.inWords(end))))
                .orElse(counted);
    }

    @Rule(
            id = "wire/12",
            level = Level.ADVICE,
            en = "Each event is flushed as a whole",
            zh = "每个事件完整地 flush",
            source = "the field: buffers of 4, 8, 16 and 32 KiB",
            hurtsEn = "The second half of an event waits until the next ones fill the buffer.",
            hurtsZh = "事件的后半部分要等后续事件填满缓冲区才会发出。")
    void flushed(Observation seen) {
        List<Connection> streams = seen.streams();
        requireBytes(seen);
        for (Connection stream : streams) {
            List<WireItem.Chunk> chunks = stream.exchange().log().stream()
                    .map(entry -> entry.item())
                    .filter(WireItem.Chunk.class::isInstance)
                    .map(WireItem.Chunk.class::cast)
                    .toList();
            List<WireItem.Chunk> full = chunks.stream()
                    .filter(chunk ->
                            BUFFERS.contains(chunk.size()) && isInsideEvent(stream, chunk.bodyOffset() + chunk.size()))
                    .toList();
            if (full.size() >= BLOCKS && full.size() * 2 > chunks.size()) {
                WireItem.Chunk first = full.getFirst();
                throw Fault.expected(text("a flush behind each event", "每个事件之后 flush"))
                        .received(text(
                                "chunks of exactly %d bytes, which end inside events",
                                "恰好 %d 字节的分块，在事件中间结束", first.size()))
                        .why(text("what is not flushed waits for the buffer to fill", "没有 flush 的内容要等缓冲区填满"))
                        .likely(text("the events go through a buffer that nobody flushes", "事件经过一个没人 flush 的缓冲区"))
                        .at(stream, first.bodyOffset() + first.size(), text("cut here", "在这里断开"))
                        .failure();
            }
        }
    }

    private static boolean isInsideEvent(Connection stream, long offset) {
        return stream.events().stream()
                .map(ArrivedItem::item)
                .anyMatch(event -> event.start() < offset && offset < event.end());
    }

    private static Optional<Found<StreamItem.Note>> note(
            Observation seen, Kind kind, Predicate<StreamItem.Note> which) {
        return seen.streams().stream()
                .flatMap(stream ->
                        stream.notes(kind).stream().filter(which).limit(1).map(note -> new Found<>(stream, note)))
                .findFirst();
    }

    private static <T extends StreamItem> List<Found<T>> all(Observation seen, Class<T> kind) {
        List<Found<T>> all = new ArrayList<>();
        for (Connection stream : seen.streams()) {
            stream.items(kind).forEach(arrived -> all.add(new Found<>(stream, arrived.item())));
        }
        return all;
    }

    private static void requireBytes(Observation seen) {
        if (seen.streams().stream().allMatch(stream -> stream.items().isEmpty())) {
            throw new NotSeen(seen.noEvent());
        }
    }

    private static void requireEvents(Observation seen, List<Found<StreamItem.Event>> events) {
        if (events.isEmpty()) {
            throw new NotSeen(seen.noEvent());
        }
    }
}
