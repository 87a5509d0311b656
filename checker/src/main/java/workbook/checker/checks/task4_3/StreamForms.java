package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Fault;
import workbook.checker.scripted.ModelAnswer;
import workbook.checker.scripted.ModelScript;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * The forms in which the standard lets a model send the same events (HTML 9.2.5, 9.2.6). A reader that knows one of them
 * loses the text of all others.
 */
final class StreamForms {

    private static final List<String> PIECES = List.of("one", " two", "\n", " 三");

    /** A character of each length in UTF-8 that can be cut. */
    private static final List<String> CHARACTERS = List.of("é", "心", "😀");

    private static final int ROUND_TRIPS = 3;

    /** @param rewritten makes of the whole stream, in the form of most endpoints, the same stream in this form */
    private record Form(Text name, UnaryOperator<String> rewritten, Text likely) {}

    private static final List<Form> FORMS = List.of(
            new Form(
                    text("no space behind the colon", "冒号后面没有空格"),
                    stream -> stream.replace("data: ", "data:"),
                    text(
                            "lines are compared with \"data: \"; the name ends at the colon, and one space behind it may be missing",
                            "按 \"data: \" 比较整行；字段名到冒号为止，冒号后的那个空格可以没有")),
            new Form(
                    text(
                            "fields id, event and retry, a comment and an unknown field before the data",
                            "data 之前有 id、event、retry 字段，还有注释和未知字段"),
                    stream -> stream.replace(
                            "data: ", ": thinking\nid: 7\nevent: message\nretry: 1000\nfoo: bar\ndata: "),
                    text(
                            "an event is taken for a single line; read line by line up to the empty one, and use the data lines",
                            "把一个事件当成了一行；应当逐行读到空行为止，只用其中的 data 行")),
            new Form(
                    text("JSON on several data lines", "JSON 分成好几个 data 行"),
                    stream -> stream.replace("{\"id\":\"chatcmpl-1\",", "{\"id\":\"chatcmpl-1\",\ndata:  "),
                    text(
                            "each data line is parsed alone; the lines of an event belong together, joined by LF, up to the empty line",
                            "每个 data 行单独解析；同一事件的各行要用 LF 连接，到空行才算完整")),
            new Form(
                    text("lines that end with CRLF", "行以 CRLF 结尾"),
                    stream -> stream.replace("\n", "\r\n"),
                    text("only LF ends a line; CRLF and CR do, too", "只把 LF 当作行结束；CRLF 和 CR 也是")),
            new Form(
                    text("lines that end with CR", "行以 CR 结尾"),
                    stream -> stream.replace("\n", "\r"),
                    text("only LF and CRLF end a line; a CR alone does, too", "只把 LF 和 CRLF 当作行结束；单独的 CR 也是")),
            new Form(
                    text("a byte order mark at its beginning", "开头有字节顺序标记（BOM）"),
                    stream -> "\uFEFF" + stream,
                    text(
                            "the mark is taken for a part of the first line; one U+FEFF at the beginning of the stream is dropped",
                            "把这个标记当成了第一行的内容；流开头的一个 U+FEFF 要去掉")));

    private final ModelServer modelServer;

    StreamForms(ModelServer modelServer) {
        this.modelServer = modelServer;
    }

    /** The text is that of the model in whichever form the events come. */
    void require() {
        for (Form form : FORMS) {
            byte[] stream = form.rewritten().apply(stream(PIECES)).getBytes(StandardCharsets.UTF_8);
            require(
                    modelServer.talk(whole(stream)).opened().awaitAnswer(),
                    String.join("", PIECES),
                    form.name(),
                    form.likely());
        }
    }

    /** The model pauses inside a character: what a server has read by then ends in the middle of it. */
    void requireWholeCharacters() {
        byte[] stream = stream(CHARACTERS).getBytes(StandardCharsets.UTF_8);
        List<byte[]> parts = cutInCharacters(stream);
        List<CountDownLatch> sent = latches(parts.size());
        List<CountDownLatch> gates = latches(parts.size());
        QuestionStream talk = modelServer
                .talk(answer -> {
                    answer.open();
                    for (int i = 0; i < parts.size(); i++) {
                        answer.chunk(parts.get(i));
                        sent.get(i).countDown();
                        answer.await(gates.get(i));
                    }
                    answer.end();
                })
                .opened();
        talk.awaitAsked();
        for (int i = 0; i < parts.size(); i++) {
            modelServer.awaitSent(sent.get(i));
            if (i < parts.size() - 1) {
                passTime();
            }
            gates.get(i).countDown();
        }
        require(
                talk.awaitAnswer(),
                String.join("", CHARACTERS),
                text("a pause inside each character", "每个字符的字节中间停顿一次"),
                text(
                        "the bytes of each read are decoded alone; collect the bytes of a whole line, and decode that",
                        "每次读到的字节单独解码；应当凑齐一整行的字节再解码"));
    }

    /**
     * Some round trips: meanwhile the server has read what was sent, and nothing else is there to be read. No other stream
     * is open then, so a server that mixes them up is left to the check for that.
     */
    private void passTime() {
        for (int trip = 0; trip < ROUND_TRIPS; trip++) {
            modelServer.answered(PIECES).put();
        }
    }

    private static List<CountDownLatch> latches(int count) {
        List<CountDownLatch> latches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            latches.add(new CountDownLatch(1));
        }
        return latches;
    }

    /** Parts that end before the last byte of a character, and what is left. */
    private static List<byte[]> cutInCharacters(byte[] stream) {
        List<byte[]> parts = new ArrayList<>();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (int i = 0; i < stream.length; i++) {
            boolean last = stream[i] < 0 && (i + 1 == stream.length || (stream[i + 1] & 0xC0) != 0x80);
            if (last) {
                parts.add(part.toByteArray());
                part.reset();
            }
            part.write(stream[i]);
        }
        parts.add(part.toByteArray());
        return parts;
    }

    /** The stream as most endpoints send it. Its first event has text: whoever loses that loses a piece. */
    private static String stream(List<String> pieces) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        pieces.forEach(piece -> stream.writeBytes(ModelAnswer.ofDelta(piece)));
        stream.writeBytes(ModelAnswer.ofFinish());
        stream.writeBytes(ModelAnswer.ofDone());
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static ModelScript whole(byte[] stream) {
        return answer -> answer.open().chunk(stream).end();
    }

    private static void require(QuestionStream talk, String wanted, Text form, Text likely) {
        String got = talk.text();
        List<String> failed = talk.events().stream()
                .map(event -> event.item())
                .filter(event -> event.type().equals("failed"))
                .map(StreamItem.Event::data)
                .toList();
        if (got.equals(wanted) && failed.isEmpty()) {
            return;
        }
        Text received = got.isEmpty() ? text("no text", "没有文本") : Text.same("\"" + WireText.escape(got) + "\"");
        throw Fault.expected(
                        text("\"%s\", which the model sent with %s", "\"%s\"，模型的写法：%s", WireText.escape(wanted), form))
                .received(
                        failed.isEmpty()
                                ? received
                                : text(
                                        "%s, then failed: %s",
                                        "%s，然后是 failed：%s", received, WireText.escape(failed.getFirst())))
                .why(text(
                        "what the model sends is an event stream, too, and any form of it that the standard allows means the same (HTML 9.2.6)",
                        "模型发来的也是事件流，标准允许的各种写法意思都一样（HTML 9.2.6）"))
                .likely(likely)
                .on(talk.connection())
                .failure();
    }
}
