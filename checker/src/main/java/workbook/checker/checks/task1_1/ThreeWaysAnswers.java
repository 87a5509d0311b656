package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.probe.Answers;
import workbook.checker.text.Text;

/** What is true of the three ways, held to what was measured a moment before. */
final class ThreeWaysAnswers {

    private static final List<String> DIRECTIONS = List.of("pull", "push", "both");
    private static final List<String> PROTOCOLS = List.of("http", "websocket");
    private static final List<String> WHO = List.of("browser", "code");

    private final Answers answers;
    private final Comparison measured;

    private ThreeWaysAnswers(Answers answers, Comparison measured) {
        this.answers = answers;
        this.measured = measured;
    }

    static Answers ask(Answers answers, Comparison measured) {
        ThreeWaysAnswers questions = new ThreeWaysAnswers(answers, measured);
        questions.polling();
        questions.events();
        questions.messages();
        return answers;
    }

    private void polling() {
        Comparison.Cost cost = measured.polling();
        about(
                "polling",
                "pull",
                text(
                        "the server speaks only when it is asked, so a tick waits for the next poll: %d ms here",
                        "服务器只在被问到时才说话，所以每次计数都要等下一次轮询：这里等了 %d 毫秒", cost.delay().toMillis()));
        answers.oneOf(
                "polling.protocol", PROTOCOLS, "http", text("each poll is a GET like any other", "每次轮询都是一个普通的 GET"));
        answers.oneOf(
                "polling.reconnects",
                WHO,
                who(measured.cut().polling()),
                text(
                        "fetch fails once and is done; the timer that asks again is yours",
                        "fetch 失败一次就结束了；再次发问的定时器是你写的"));
        counted(
                "polling",
                cost,
                text(
                        "each update costs a request of its own: %d bytes up and %d down in all",
                        "每次更新都要一个单独的请求：一共上行 %d 字节，下行 %d 字节", cost.up(), cost.down()),
                cost.connections() == 1
                        ? text("HTTP/1.1 keeps the connection for the next request", "HTTP/1.1 会为下一个请求保留连接")
                        : text("your server closed the connection behind an answer", "你的服务器在响应之后关闭了连接"));
    }

    private void events() {
        Comparison.Cost cost = measured.events();
        about(
                "sse",
                "push",
                text(
                        "one request, and from then on only the server sends; the client has said all it can say",
                        "只有一个请求，之后就只有服务器在发；客户端能说的都说完了"));
        answers.oneOf(
                "sse.protocol",
                PROTOCOLS,
                "http",
                text(
                        "it is the body of an ordinary answer with status 200 that does not end",
                        "它就是一个普通的 200 响应，只是响应体一直不结束"));
        answers.oneOf(
                "sse.reconnects",
                WHO,
                who(measured.cut().events()),
                text(
                        "EventSource comes back by itself, and brings the last id (HTML 9.2.3)",
                        "EventSource 会自己重连，还会带上最后的 id（HTML 9.2.3）"));
        Text one = text(
                "all %d ticks came as the answer to one request, %d bytes down",
                "全部 %d 次计数都是同一个请求的响应，下行 %d 字节", measured.ticks(), cost.down());
        counted("sse", cost, one, text("the answer holds its connection until it ends", "响应在结束之前一直占着这条连接"));
    }

    private void messages() {
        Comparison.Cost cost = measured.messages();
        about(
                "websocket",
                "both",
                text(
                        "your server answered pings while it sent ticks: each side speaks when it wants",
                        "你的服务器一边发计数一边回应 ping：双方想说就说"));
        answers.oneOf(
                "websocket.protocol",
                PROTOCOLS,
                "websocket",
                text(
                        "behind 101 Switching Protocols there are frames, and no HTTP any more (RFC 6455 1.3)",
                        "101 Switching Protocols 之后是帧，不再有 HTTP（RFC 6455 1.3）"));
        answers.oneOf(
                "websocket.reconnects",
                WHO,
                who(measured.cut().messages()),
                text(
                        "a WebSocket that was closed stays closed; a new one is made by your code",
                        "WebSocket 关闭了就是关闭了；新的要由你的代码创建"));
        Text one = text(
                "one request opened it; the %d ticks are frames, %d bytes with the handshake",
                "一个请求打开它；%d 次计数都是帧，连同握手共 %d 字节", measured.ticks(), cost.down());
        counted(
                "websocket",
                cost,
                one,
                text("the handshake turns its own connection into the WebSocket", "握手把自己所在的连接变成了 WebSocket"));
    }

    private static String who(boolean browser) {
        return browser ? "browser" : "code";
    }

    private void about(String way, String direction, Text fact) {
        answers.oneOf(way + ".direction", DIRECTIONS, direction, fact);
    }

    private void counted(String way, Comparison.Cost cost, Text requests, Text connections) {
        answers.number(
                way + ".requests", cost.requests(), text("measured: %d; %s", "实测：%d；%s", cost.requests(), requests));
        answers.number(
                way + ".connections",
                cost.connections(),
                text("measured: %d; %s", "实测：%d；%s", cost.connections(), connections));
    }
}
