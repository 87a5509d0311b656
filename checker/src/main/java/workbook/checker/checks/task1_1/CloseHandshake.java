package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import workbook.checker.http.Frame;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.WebSocket;
import workbook.checker.text.Text;

/** A client that leaves politely: it closes, is answered, and the server closes the line (RFC 6455 5.5.1). */
final class CloseHandshake {

    private static final int NORMAL = 1000;

    /** The bytes of the longest control frame. */
    private static final int LONGEST = 125;

    private static final Set<Integer> NEVER_SENT = Set.of(1004, 1005, 1006);
    private static final Pattern FAILED_WRITE = Pattern.compile("Failed to write websocket frame");

    private final Probe probe;
    private final TickMessages run;
    private final WebSocket socket;
    private final Connection connection;

    CloseHandshake(Probe probe, TickMessages run) {
        this.probe = probe;
        this.run = run;
        this.socket = run.socket();
        this.connection = socket.connection();
    }

    void require() {
        socket.sendClose(NORMAL);
        requireAnswered(
                text("the socket is closed as soon as a close frame comes", "一收到 close 帧就直接关闭了套接字"),
                text("opcode 8 is not looked at, or nobody reads any more", "没有处理 opcode 8，或者已经没有人在读了"));
    }

    /** What {@code close()} of a page sends: a close frame with nothing in it. */
    void requireWithoutStatus() {
        socket.sendClose();
        Text likely = text(
                "the status is read from two bytes that are not there: a close without a status is legal, and answered in the same way",
                "读取状态码的那两个字节并不存在：不带状态码的 close 是合法的，同样要回应");
        requireAnswered(likely, likely);
    }

    /**
     * @param cut the likely cause where the line ends without an answer
     * @param ignored the likely cause where no answer comes, and the line stays
     */
    private void requireAnswered(Text cut, Text ignored) {
        socket.await(frame -> frame.opcode() == Frame.CLOSE, probe.react());
        Frame close = answer(cut, ignored);
        requireLegal(close);
        connection.awaitEnd(probe.react());
        requireNothingBehind(close);
        requireEnd();
    }

    /**
     * Whoever sends behind a close fails, too late for a frame to be seen, and Helidon says so in the log. A tick must have
     * passed since the close.
     *
     * @param known how often it was printed before
     */
    void requireNothingTried(long known) {
        if (failures(probe) > known) {
            throw Fault.expected(text("no tick is tried behind a close", "close 之后不再尝试发送计数"))
                    .received(text("your server printed: %s", "服务器输出了：%s", FAILED_WRITE.pattern()))
                    .why(text(
                            "who has sent a close frame must send no more data (RFC 6455 5.5.1); here it was the closed connection that stopped it",
                            "发送过 close 帧之后，不得再发送数据（RFC 6455 5.5.1）；这里只是连接已关闭才没有发出去"))
                    .likely(text("the thread that sends the ticks is not told to stop", "没有通知发送计数的线程停下来"))
                    .on(connection)
                    .failure();
        }
    }

    /** How often a server that the checker started has printed that it could not send. */
    static long failures(Probe probe) {
        return probe.printed(FAILED_WRITE, Duration.ZERO)
                .map(output -> FAILED_WRITE.matcher(output).results().count())
                .orElse(0L);
    }

    /** A close handshake concerns two parties, and no other client. */
    void requireOthersStay(TickMessages other) {
        int wanted = other.said().size() + 2;
        other.await(wanted);
        if (other.said().size() < wanted) {
            throw Fault.expected(text("another WebSocket goes on", "另一个 WebSocket 继续工作"))
                    .received(
                            other.hasEnded()
                                    ? text("it was closed, too", "它也被关闭了")
                                    : text("no more ticks come there, either", "那边也不再有计数"))
                    .why(text("a client that leaves disturbs nobody", "一个客户端离开，不该影响任何人"))
                    .likely(text(
                            "one listener serves all clients, and its fields are those of the last one: give endpoint a supplier that makes a new one",
                            "所有客户端共用一个监听器，字段里是最后一个客户端的：给 endpoint 一个每次都新建监听器的 supplier"))
                    .on(other.connection())
                    .failure();
        }
        other.requireTicks(wanted);
    }

    private void requireLegal(Frame close) {
        run.requireLegal(close);
        int size = close.payload().size();
        int status = close.status();
        boolean sendable = size == 0
                || size > 1
                        && (status >= 1000 && status <= 1014 && !NEVER_SENT.contains(status)
                                || status >= 3000 && status <= 4999);
        if (!close.fin() || size > LONGEST || !sendable) {
            throw Fault.expected(text(
                            "a close frame of its own, empty, or with a status that may be sent",
                            "一个独立的 close 帧，内容为空，或带有可以发送的状态码"))
                    .received(text("%s, %d bytes", "%s，%d 字节", same(WebSocket.words(close)), size))
                    .browser(text(
                            "close with code 1002 or 1006, wasClean false",
                            "close 事件：code 1002 或 1006，wasClean 为 false"))
                    .why(text(
                            "a control frame is whole and has at most 125 bytes, and 1004, 1005, 1006 and 1015 are never on the wire (RFC 6455 5.5, 7.4.1)",
                            "控制帧不分片、最多 125 字节，而 1004、1005、1006 和 1015 从不出现在线路上（RFC 6455 5.5、7.4.1）"))
                    .likely(text(
                            "the answer is made by hand: send back the payload that came", "回应是手工拼写的：把收到的内容原样发回即可"))
                    .at(connection, close.start(), text("this frame", "就是这一帧"))
                    .failure();
        }
    }

    private Frame answer(Text cut, Text ignored) {
        Optional<Frame> close =
                frames().stream().filter(frame -> frame.opcode() == Frame.CLOSE).findFirst();
        if (close.isEmpty()) {
            boolean ended = connection.endedAt().isPresent();
            throw Fault.expected(text("a close frame in answer to mine", "回应我的 close 帧"))
                    .received(
                            ended
                                    ? text("the line was cut without one", "没有这个帧，线路就断了")
                                    : text("none within %.1f s", "%.1f 秒内没有", Expectations.seconds(probe.react())))
                    .browser(text("close with code 1006, wasClean false", "close 事件：code 1006，wasClean 为 false"))
                    .why(text(
                            "a close is answered by a close: so both sides know that nothing was lost",
                            "close 要用 close 回应：双方才知道什么都没有丢"))
                    .likely(ended ? cut : ignored)
                    .on(connection)
                    .failure();
        }
        return close.get();
    }

    private void requireNothingBehind(Frame close) {
        Optional<Frame> late =
                frames().stream().filter(frame -> frame.start() > close.start()).findFirst();
        late.ifPresent(frame -> {
            throw Fault.expected(text("nothing behind the close frame", "close 帧之后什么都没有"))
                    .received(same(WebSocket.words(frame)))
                    .why(text(
                            "who has sent a close frame must send no more data (RFC 6455 5.5.1)",
                            "发送过 close 帧之后，不得再发送数据（RFC 6455 5.5.1）"))
                    .likely(text("the thread that sends the ticks is not told to stop", "没有通知发送计数的线程停下来"))
                    .at(connection, frame.start(), text("behind the close", "在 close 之后"))
                    .failure();
        });
    }

    private void requireEnd() {
        if (connection.endedAt().isEmpty()) {
            Text waited = text("still open %.1f s later", "%.1f 秒后仍未断开", Expectations.seconds(probe.react()));
            throw Fault.expected(text("the server closes the connection", "服务器关闭连接"))
                    .received(waited)
                    .why(text(
                            "when both have said close, the server closes the line at once (RFC 6455 5.5.1)",
                            "双方都发过 close 之后，服务器立即关闭连接（RFC 6455 5.5.1）"))
                    .likely(text("the socket is left open behind the close frame", "发完 close 帧之后没有关闭套接字"))
                    .on(connection)
                    .failure();
        }
    }

    private List<Frame> frames() {
        return socket.frames().stream().map(WebSocket.Came::frame).toList();
    }
}
