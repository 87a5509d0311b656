package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import workbook.checker.http.Frame;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.WebSocket;
import workbook.checker.text.Text;

/** A client that speaks: it pings, it sends messages, and it wants its ticks all the same. */
final class PingingClient {

    private static final int LONG = 300;

    /** Turns each x into 0xfe: whoever stops too early takes it for the head of one more long frame, and gets lost. */
    private static final int LETTERS_LIKE_HEADS = 0x86868686;

    private final Probe probe;
    private final TickMessages run;
    private final WebSocket socket;

    private PingingClient(Probe probe, TickMessages run) {
        this.probe = probe;
        this.run = run;
        this.socket = run.socket();
    }

    /** A client that has had its first tick. */
    static PingingClient open(Probe probe) {
        TickMessages run = TickMessages.open(probe);
        run.requireTicks(1);
        return new PingingClient(probe, run);
    }

    void requirePong() {
        require(
                probe.word(),
                text(
                        "nobody answers: the listener needs an onPing that sends a pong, and onOpen must return, or nothing is read",
                        "没有人回答：监听器要有 onPing 并发送 pong；onOpen 必须返回，否则什么都读不到"));
    }

    /** Frames of a client are masked, may be long, and a message may come in parts. None of it may derail the server. */
    void requirePongBehindMessages() {
        socket.send(Frame.TEXT, "hello");
        byte[] letters = "x".repeat(LONG).getBytes(StandardCharsets.UTF_8);
        socket.send(Frame.TEXT, true, letters, LETTERS_LIKE_HEADS);
        socket.send(Frame.TEXT, false, "in two ".getBytes(StandardCharsets.UTF_8));
        socket.send(Frame.CONTINUATION, "parts");
        require(
                probe.word(),
                text(
                        "a message of %d bytes has its length in two more bytes, and one in parts has frames of opcode 0: they are not read to their end",
                        "%d 字节的消息，长度写在另外两个字节里；分片消息的后续帧 opcode 为 0：没有把它们读完", LONG));
    }

    void requireTicksGoOn() {
        run.requireMore(2);
    }

    private void require(String word, Text silent) {
        int known = socket.frames().size();
        socket.send(Frame.PING, word);
        socket.connection().await(() -> !pongs(known).isEmpty(), probe.react());
        // A pong that nobody asked for is legal, too (RFC 6455 5.5.3): the right one may be behind it.
        socket.connection().await(() -> pongs(known).stream().anyMatch(pong -> answers(pong, word)), probe.slack());
        List<Frame> pongs = pongs(known);
        if (pongs.isEmpty()) {
            run.requireOpen(silent);
            Text likely = socket.frames().stream().skip(known).anyMatch(PingingClient::isPing)
                    ? text(
                            "the answer is a ping of its own: session.ping sends one, session.pong(data) answers one",
                            "回应的是另一个 ping：session.ping 用来发送 ping，回应要用 session.pong(data)")
                    : silent;
            throw fault(word)
                    .received(text("none within %.1f s", "%.1f 秒内没有", Expectations.seconds(probe.react())))
                    .why(text(
                            "who receives a ping must answer with a pong: so a client learns that the line is alive",
                            "收到 ping 必须回 pong：客户端就是这样知道线路还通着"))
                    .likely(likely)
                    .on(socket.connection())
                    .failure();
        }
        if (pongs.stream().noneMatch(pong -> answers(pong, word))) {
            throw otherData(pongs.getFirst(), word);
        }
    }

    private List<Frame> pongs(int known) {
        return socket.frames().stream()
                .skip(known)
                .map(WebSocket.Came::frame)
                .filter(frame -> frame.opcode() == Frame.PONG)
                .toList();
    }

    private static boolean isPing(WebSocket.Came came) {
        return came.frame().opcode() == Frame.PING;
    }

    private static boolean answers(Frame pong, String word) {
        return pong.payload().utf8().equals(word);
    }

    private CheckFailure otherData(Frame pong, String word) {
        return fault(word)
                .received(same(WebSocket.words(pong)))
                .why(text("a pong bears the data of its ping (RFC 6455 5.5.3)", "pong 必须带上 ping 的数据（RFC 6455 5.5.3）"))
                .likely(causeOfOtherData(pong, word))
                .at(socket.connection(), pong.start(), text("other data", "数据不同"))
                .failure();
    }

    private static Text causeOfOtherData(Frame pong, String word) {
        if (pong.payload().isEmpty()) {
            return text("the pong is sent without data", "发送 pong 时没有带数据");
        }
        return pong.payload().size() == word.length()
                ? text("the data went back as it came: masked", "数据原样发了回去：还带着掩码")
                : text(
                        "the pong is sent with other data; give it the data of the ping: session.pong(data)",
                        "pong 带的是别的数据；应当把 ping 的数据交给它：session.pong(data)");
    }

    private static Fault fault(String word) {
        return Fault.expected(text("a pong with the data \"%s\"", "带有数据 \"%s\" 的 pong", word));
    }
}
