package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import workbook.checker.http.Bytes;
import workbook.checker.http.Frame;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.WebSocket;
import workbook.checker.text.Text;

/** The counter as a WebSocket tells it. A message may come in several frames, with pings in between. */
final class TickMessages extends TickRun {

    private static final Set<Integer> KNOWN =
            Set.of(Frame.CONTINUATION, Frame.TEXT, Frame.BINARY, Frame.CLOSE, Frame.PING, Frame.PONG);

    /** What a browser makes of a frame that breaks the rules. */
    private static final Text BROKEN_OFF = text("close with code 1002 or 1006", "close 事件：code 1002 或 1006");

    private final WebSocket socket;

    private TickMessages(Probe probe, WebSocket socket) {
        super(probe);
        this.socket = socket;
    }

    static TickMessages open(Probe probe) {
        return new TickMessages(probe, probe.webSocket("/ws"));
    }

    WebSocket socket() {
        return socket;
    }

    @Override
    Connection connection() {
        return socket.connection();
    }

    @Override
    List<Said> said() {
        List<Said> said = new ArrayList<>();
        List<Bytes> parts = new ArrayList<>();
        for (WebSocket.Came came : socket.frames()) {
            Frame frame = came.frame();
            requireLegal(frame);
            if (!frame.isControl()) {
                requireInTurn(frame, parts.isEmpty());
                parts.add(frame.payload());
                if (frame.fin()) {
                    said.add(new Said(Bytes.concat(parts).utf8(), came.nanos(), frame.start()));
                    parts.clear();
                }
            }
        }
        return said;
    }

    /** The first frame of a message has its opcode, and the others are continuations. */
    private void requireInTurn(Frame frame, boolean first) {
        if (first == (frame.opcode() == Frame.CONTINUATION)) {
            throw Fault.expected(
                            first
                                    ? text("a frame that begins a message, with opcode 1", "开始一条消息的帧，opcode 为 1")
                                    : text(
                                            "the rest of the message, in frames with opcode 0",
                                            "这条消息的其余部分，帧的 opcode 为 0"))
                    .received(same(WebSocket.words(frame)))
                    .browser(BROKEN_OFF)
                    .why(text(
                            "the first frame of a message names its kind, and only those behind it have opcode 0 (RFC 6455 5.4)",
                            "消息的第一帧标明类型，只有后面的帧 opcode 才是 0（RFC 6455 5.4）"))
                    .likely(text(
                            "a frame that is made by hand: 0x81 is the last and only frame of a text message",
                            "帧是手工拼写的：0x81 表示一条文本消息唯一的、也是最后的帧"))
                    .at(connection(), frame.start(), text("opcode %d", "opcode 为 %d", frame.opcode()))
                    .failure();
        }
    }

    void requireLegal(Frame frame) {
        Fault fault = Fault.expected(text("a text message, as a plain frame", "普通帧里的一条文本消息"))
                .received(same(WebSocket.words(frame)));
        if (frame.masked()) {
            throw fault.why(text("a server must not mask its frames (RFC 6455 5.1)", "服务器不得对帧做掩码（RFC 6455 5.1）"))
                    .likely(text("only the frames of a client are masked", "只有客户端的帧才做掩码"))
                    .at(connection(), frame.start(), text("masked", "做了掩码"))
                    .failure();
        }
        if (!KNOWN.contains(frame.opcode())) {
            throw fault.received(text("bytes that are no frames", "不成帧的字节"))
                    .why(text(
                            "behind the handshake there is no HTTP: what is sent is frames (RFC 6455 5.2)",
                            "握手之后就不再是 HTTP：发送的是帧（RFC 6455 5.2）"))
                    .likely(text(
                            "text is written without a frame around it; let the session send it",
                            "文本没有组帧就写了出去；应当由 session 来发送"))
                    .at(connection(), frame.start(), text("opcode %d is none", "没有 %d 这个 opcode", frame.opcode()))
                    .failure();
        }
        if (frame.reserved() != 0) {
            throw fault.why(text(
                            "a reserved bit is set, but no extension was agreed on (RFC 6455 5.2)",
                            "置了保留位，但并没有协商任何扩展（RFC 6455 5.2）"))
                    .likely(text("the frames are compressed without being asked", "没有协商就压缩了帧"))
                    .at(connection(), frame.start(), text("reserved bits", "保留位"))
                    .failure();
        }
        if (!frame.isLengthShortest()) {
            throw fault.browser(BROKEN_OFF)
                    .why(text(
                            "a length is written in as few bytes as it can be (RFC 6455 5.2)",
                            "长度必须用尽可能少的字节来写（RFC 6455 5.2）"))
                    .likely(text(
                            "the length is written behind 126 or 127, though up to 125 bytes need no more than the one byte",
                            "长度写在了 126 或 127 后面，而 125 字节以内只需要那一个字节"))
                    .at(
                            connection(),
                            frame.start(),
                            text("%d bytes", "%d 字节", frame.payload().size()))
                    .failure();
        }
        if (frame.opcode() == Frame.BINARY) {
            throw fault.browser(text("message with a Blob, not a string", "message 事件，data 是 Blob 而不是字符串"))
                    .why(text("text is sent as text (RFC 6455 5.6)", "文本要作为文本发送（RFC 6455 5.6）"))
                    .likely(text("send was given bytes; give it a String", "交给 send 的是字节；应当给它一个 String"))
                    .at(connection(), frame.start(), text("a binary frame", "二进制帧"))
                    .failure();
        }
    }

    @Override
    CheckFailure nothing(Duration waited) {
        requireOpen(text("an exception in onOpen, or a close right behind the handshake", "onOpen 抛出了异常，或者握手之后立刻关闭了"));
        boolean bytes = connection().body().length > 0;
        return Fault.expected(text("a text message with the tick", "带有计数的文本消息"))
                .received(
                        bytes
                                ? text("bytes that make no whole frame", "一些不成帧的字节")
                                : text("nothing for %.1f s", "%.1f 秒内什么都没有", Expectations.seconds(waited)))
                .why(text(
                        "behind the handshake there is no HTTP: what is sent is frames (RFC 6455 5.2)",
                        "握手之后就不再是 HTTP：发送的是帧（RFC 6455 5.2）"))
                .likely(
                        bytes
                                ? causeOfNoMessage()
                                : text(
                                        "nothing is sent: onOpen starts no thread that sends",
                                        "什么都没有发：onOpen 没有启动发送的线程"))
                .on(connection())
                .failure();
    }

    private Text causeOfNoMessage() {
        return socket.frames().stream().anyMatch(came -> came.frame().opcode() == Frame.TEXT)
                ? text(
                        "no frame is the last one of its message: send(text, true) says that it is, send(text, false) that more follows",
                        "没有一帧是消息的最后一帧：send(text, true) 表示这是最后一帧，send(text, false) 表示后面还有")
                : text("the length in a frame is wrong", "帧的长度写错了");
    }

    @Override
    void requireOpen(Text likely) {
        if (hasEnded()) {
            throw Fault.expected(text("the WebSocket stays open", "WebSocket 保持打开"))
                    .received(text("the server closed the connection", "服务器关闭了连接"))
                    .browser(text("close, and no new connection by itself", "触发 close，而且不会自动重连"))
                    .why(text("it goes on for as long as the client wants", "只要客户端还在，它就一直继续"))
                    .likely(likely)
                    .on(connection())
                    .failure();
        }
    }

    @Override
    Text one() {
        return text("a message", "一条消息");
    }
}
