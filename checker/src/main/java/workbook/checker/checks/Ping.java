package workbook.checker.checks;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.WebSocket;
import workbook.checker.text.Text;
import workbook.checker.wire.Frame;

/** A client that speaks: it pings, it sends messages, and it wants its ticks all the same. */
final class Ping {

    private static final int LONG = 300;

    private final Probe probe;
    private final TickMessages run;
    private final WebSocket socket;

    Ping(Probe probe, TickMessages run) {
        this.probe = probe;
        this.run = run;
        this.socket = run.socket();
        run.requireTicks(1);
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
        socket.send(Frame.TEXT, "x".repeat(LONG));
        socket.send(Frame.TEXT, false, "in two ".getBytes(StandardCharsets.UTF_8));
        socket.send(Frame.CONTINUATION, "parts");
        require(
                probe.word(),
                text(
                        "a message of %d bytes has its length in two more bytes, and one in parts has frames of opcode 0: they are not read to their end",
                        "%d 字节的消息，长度写在另外两个字节里；分片消息的后续帧 opcode 为 0：没有把它们读完",
                        LONG));
    }

    void requireTicksGoOn() {
        run.requireMore(2);
    }

    private void require(String word, Text silent) {
        int known = socket.frames().size();
        socket.send(Frame.PING, word);
        socket.await(frame -> frame.opcode() == Frame.PONG && isNew(frame, known), probe.answer());
        Optional<Frame> pong = pong(known);
        if (pong.isEmpty()) {
            Expectations.requireOpen(
                    socket.connection(),
                    text("what a client says must not end the connection", "客户端说什么，都不该让连接结束"),
                    silent);
            throw fault(word)
                    .received(text("none within %.1f s", "%.1f 秒内没有", Expectations.seconds(probe.answer())))
                    .why(text(
                            "who receives a ping must answer with a pong: so a client learns that the line is alive",
                            "收到 ping 必须回 pong：客户端就是这样知道线路还通着"))
                    .likely(silent)
                    .on(socket.connection())
                    .failure();
        }
        requireSameData(pong.get(), word);
    }

    private Optional<Frame> pong(int known) {
        List<WebSocket.Came> frames = socket.frames();
        return frames.subList(Math.min(known, frames.size()), frames.size()).stream()
                .map(WebSocket.Came::frame)
                .filter(frame -> frame.opcode() == Frame.PONG)
                .findFirst();
    }

    private boolean isNew(Frame frame, int known) {
        return socket.frames().stream()
                .skip(known)
                .anyMatch(came -> came.frame().start() == frame.start());
    }

    private void requireSameData(Frame pong, String word) {
        if (!pong.payload().utf8().equals(word)) {
            throw fault(word)
                    .received(same(WebSocket.words(pong)))
                    .why(text(
                            "a pong bears the data of its ping (RFC 6455 5.5.3)",
                            "pong 必须带上 ping 的数据（RFC 6455 5.5.3）"))
                    .likely(
                            pong.payload().isEmpty()
                                    ? text("the pong is sent without data", "发送 pong 时没有带数据")
                                    : text("the data went back as it came: masked", "数据原样发了回去：还带着掩码"))
                    .at(socket.connection(), pong.start(), text("other data", "数据不同"))
                    .failure();
        }
    }

    private static Fault fault(String word) {
        return Fault.expected(text("a pong with the data \"%s\"", "带有数据 \"%s\" 的 pong", word));
    }
}
