package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.WebSocket;
import workbook.checker.text.Text;

/** The answer that opens a WebSocket, to the letter: a browser refuses any other (RFC 6455 4.1). */
final class OpeningHandshake {

    private final Probe probe;
    private final WebSocket socket;
    private final Connection connection;

    OpeningHandshake(Probe probe, WebSocket socket) {
        this.probe = probe;
        this.socket = socket;
        this.connection = socket.connection();
    }

    void require() {
        ResponseHead head = probe.requireHead(connection);
        requireSwitch(head);
        requireUpgrade(head);
        requireAccept(head);
        requireNothingUnasked(head);
    }

    private void requireSwitch(ResponseHead head) {
        if (head.status() != 101) {
            throw fault(same("101 Switching Protocols"))
                    .received(text("status %d %s", "状态码 %d %s", head.status(), WireText.escape(head.reason())))
                    .why(text("only 101 turns the connection into a WebSocket", "只有 101 才能把这条连接变成 WebSocket"))
                    .likely(causeOf(head.status()))
                    .on(connection)
                    .failure();
        }
    }

    private static Text causeOf(int status) {
        return switch (status) {
            case 404, 405 ->
                text(
                        "there is no WebSocket route /ws: give it an endpoint in webSocket(WsRouting.Builder)",
                        "没有 WebSocket 路由 /ws：在 webSocket(WsRouting.Builder) 里为它添加 endpoint");
            case 200 ->
                text(
                        "/ws is an HTTP route, and answers like one; a WebSocket needs an endpoint of its own",
                        "/ws 是一条 HTTP 路由，所以像 HTTP 一样回答了；WebSocket 需要自己的 endpoint");
            case 400, 403, 426 ->
                text(
                        "the server did not like the handshake: its key, its version (13) or its missing Origin",
                        "服务器不接受这次握手：key、版本（13），或者没有 Origin");
            default -> text("look at the output of your server", "看看服务器的输出");
        };
    }

    private void requireUpgrade(ResponseHead head) {
        requireToken(head, "Upgrade", "websocket");
        requireToken(head, "Connection", "upgrade");
    }

    private void requireToken(ResponseHead head, String name, String token) {
        if (!head.headers().elements(name).contains(token)) {
            throw fault(same(name + ": " + token))
                    .received(value(head, name))
                    .why(text("a client must refuse a 101 without it (RFC 6455 4.1)", "没有它的 101，客户端必须拒绝（RFC 6455 4.1）"))
                    .likely(text("a header of the handshake was forgotten", "握手里漏了一个响应头"))
                    .on(connection)
                    .failure();
        }
    }

    private void requireAccept(ResponseHead head) {
        List<String> values = head.headers().all("Sec-WebSocket-Accept");
        if (!values.equals(List.of(socket.accept()))) {
            throw fault(text("Sec-WebSocket-Accept made of the key that I sent", "由我发送的 key 算出的 Sec-WebSocket-Accept"))
                    .received(values.isEmpty() ? value(head, "Sec-WebSocket-Accept") : text("another value", "别的值"))
                    .why(text(
                            "base64(SHA-1(key + \"258EAFA5-E914-47DA-95CA-C5AB0DC85B11\")): it shows that the server has read this key",
                            "base64(SHA-1(key + \"258EAFA5-E914-47DA-95CA-C5AB0DC85B11\"))：证明服务器读了这个 key"))
                    .likely(text(
                            "the key is decoded first (it is hashed as text), the hash is written in hex, or the value is a constant",
                            "先把 key 解码了（应按文本计算），把哈希写成了十六进制，或者用了固定值"))
                    .on(connection)
                    .failure();
        }
    }

    private void requireNothingUnasked(ResponseHead head) {
        for (String name : List.of("Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol")) {
            if (head.headers().has(name)) {
                throw fault(text("no %s, since none was offered", "没有 %s，因为客户端没有提出", name))
                        .received(value(head, name))
                        .why(text(
                                "a client must refuse what it did not offer (RFC 6455 4.1)",
                                "客户端没有提出的，它必须拒绝（RFC 6455 4.1）"))
                        .likely(text("the header is a constant", "这个响应头写死了"))
                        .on(connection)
                        .failure();
            }
        }
    }

    private static Text value(ResponseHead head, String name) {
        return head.headers()
                .first(name)
                .map(value -> same(name + ": " + WireText.escape(value)))
                .orElse(text("no %s", "没有 %s", name));
    }

    private static Fault fault(Text wanted) {
        return Fault.expected(wanted)
                .browser(text(
                        "error, then close with code 1006; open never fires",
                        "触发 error，然后是 code 为 1006 的 close；open 永远不会触发"));
    }
}
