package workbook.checker.probe;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import workbook.checker.sse.StreamItem;
import workbook.checker.sse.StreamItem.Kind;

/**
 * Data that was sent to a server and must come back on a stream. When it does not, says which of the well-known mistakes
 * changed it.
 */
public final class Payload {

    private final Connection connection;
    private final StreamItem.Event event;
    private final String wanted;
    private final String got;

    private Payload(Connection connection, StreamItem.Event event, String wanted) {
        this.connection = connection;
        this.event = event;
        this.wanted = wanted;
        this.got = event.data();
    }

    /** The payload as a stream can carry it: CR and CRLF come back as LF (HTML 9.2.6). */
    public static String asReceived(String sent) {
        return sent.replace("\r\n", "\n").replace('\r', '\n');
    }

    /**
     * Requires that the event carries the payload.
     *
     * @throws CheckFailure if it does not
     */
    public static void require(Connection connection, StreamItem.Event event, String sent) {
        String wanted = asReceived(sent);
        if (!event.data().equals(wanted)) {
            throw new Payload(connection, event, wanted).fault(sent);
        }
    }

    private CheckFailure fault(String sent) {
        Fault fault = Fault.expected(text("a message with data %s", "data 为 %s 的消息", WireTranscript.quoted(wanted)))
                .received(text("data %s", "data 为 %s", WireTranscript.quoted(got)))
                .browser(same(WireTranscript.browser(event)));
        return lostLine(fault)
                .or(() -> brokenCharacters(fault))
                .or(() -> framedTwice(fault))
                .orElseGet(() -> changed(fault, sent));
    }

    private Optional<CheckFailure> lostLine(Fault fault) {
        return connection.items(StreamItem.Note.class).stream()
                .map(ArrivedItem::item)
                .filter(note -> note.kind() == Kind.LINE_WITHOUT_COLON || note.kind() == Kind.UNKNOWN_FIELD)
                .filter(note -> wanted.contains("\n") && note.start() >= event.start())
                .findFirst()
                .map(note -> fault.why(text(
                                "every line of the payload needs a \"data:\" field of its own",
                                "载荷的每一行都需要自己的 \"data:\" 字段"))
                        .likely(text(
                                "the text was written in one piece; a line break inside it (LF, CR or CRLF) ends the field",
                                "文本被一次性写出；其中的换行（LF、CR 或 CRLF）会结束该字段"))
                        .at(connection, note.start(), text("read as an unknown field, so ignored", "被当作未知字段而忽略"))
                        .failure());
    }

    private Optional<CheckFailure> brokenCharacters(Fault fault) {
        List<StreamItem.Note> malformed = connection.notes(Kind.MALFORMED_UTF8);
        if (malformed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(fault.why(text("an event stream is always UTF-8", "事件流永远是 UTF-8"))
                .likely(text(
                        "getBytes() with another charset, or a character cut in two",
                        "getBytes() 用了别的字符集，或者一个字符被截成了两半"))
                .at(connection, malformed.getFirst().start(), text("not UTF-8", "不是 UTF-8"))
                .failure());
    }

    private Optional<CheckFailure> framedTwice(Fault fault) {
        if (!got.startsWith("data:") && !got.startsWith("event:") && !got.startsWith("id:")) {
            return Optional.empty();
        }
        return Optional.of(fault.why(text("the payload is framed once", "载荷只需要组帧一次"))
                .likely(text(
                        "a framed text was framed again; give the sink the bare payload",
                        "把已经组帧的文本又组了一次帧；交给 sink 的应是纯载荷"))
                .at(connection, firstWrong(), text("a second field name inside the data", "data 里面又出现了字段名"))
                .failure());
    }

    private CheckFailure changed(Fault fault, String sent) {
        Difference difference = Difference.between(sent, wanted, got);
        return fault.why(difference.why())
                .likely(difference.likely())
                .at(connection, firstWrong(), text("here it differs", "从这里开始不同"))
                .failure();
    }

    /** The body offset of the first byte that is not as wanted. */
    private long firstWrong() {
        int same = 0;
        while (same < wanted.length() && same < got.length() && wanted.charAt(same) == got.charAt(same)) {
            same++;
        }
        byte[] bytes = connection.body();
        String block = new String(
                bytes, (int) event.start(), (int) (event.end() - event.start()), StandardCharsets.ISO_8859_1);
        return event.start() + DataLines.offset(block, got.substring(0, same));
    }
}
