package workbook.checker.conformance;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.http.Framing;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.probe.MediaType;
import workbook.checker.server.Secrets;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** Says what is at an address instead of an event stream, and what to do. */
public final class NoEventStream {

    private static final long DOWNLOAD = 1 << 20;
    private static final int SHOWN = 200;

    /** Types of files, not of anything that an endpoint would stream by mistake. */
    private static final Set<String> FILES =
            Set.of("application/octet-stream", "application/zip", "application/gzip", "application/pdf");

    private NoEventStream() {}

    /** An exchange that ended without the head of an answer. */
    public static Text because(End end, URI uri) {
        String where = where(uri);
        return switch (end) {
            case End.NoConnection(End.NoConnection.Cause cause, String reason) ->
                switch (cause) {
                    case REFUSED ->
                        text(
                                "Nothing listens at %s (connection refused). Start the server, or check the port.",
                                "%s 没有程序在监听（连接被拒绝）。请启动服务器，或检查端口。", where);
                    case UNKNOWN_HOST ->
                        text("The host %s is unknown. Check its spelling.", "未知的主机 %s。请检查拼写。", uri.getHost());
                    case TLS ->
                        text(
                                "The TLS handshake with %s failed: %s. If it is a certificate of your own: --insecure"
                                        + " accepts any.",
                                "与 %s 的 TLS 握手失败：%s。如果是自签名证书：--insecure 会接受任何证书。",
                                where,
                                WireText.escape(Clip.characters(reason, SHOWN)));
                    case EXHAUSTED ->
                        text(
                                "This machine has no port or file left for a connection to %s. End programs that hold many"
                                        + " connections, or allow more open files (ulimit -n).",
                                "本机已没有可用于连接 %s 的端口或文件描述符。请结束占用大量连接的程序，或提高打开文件数的上限（ulimit -n）。", where);
                    case TIMED_OUT, UNREACHABLE ->
                        text("%s cannot be reached: %s.", "无法连接 %s：%s。", where, ExchangeEnding.inWords(end));
                };
            case End.Malformed malformed ->
                text(
                        "What %s sent is no HTTP/1.1: %s.",
                        "%s 发送的不是 HTTP/1.1：%s。", where, WireText.escape(Clip.characters(malformed.reason(), SHOWN)));
            default -> text("%s sent no whole answer: %s.", "%s 没有完整的响应：%s。", where, ExchangeEnding.inWords(end));
        };
    }

    /** What answers here by the rules of something else; empty for a stream, and for an answer that breaks the rules of one. */
    public static Optional<Text> instead(ResponseHead head, Endpoint endpoint) {
        String where = where(endpoint.uri());
        Optional<MediaType> type = EventStreams.type(head);
        String essence = type.map(MediaType::essence).orElse("");
        if (isWebSocket(head)) {
            return Optional.of(text(
                    "%s is an endpoint of WebSocket (status %d): it is no event stream, and has other rules.",
                    "%s 是 WebSocket 端点（状态码 %d）：它不是事件流，适用的规则也不同。", where, head.status()));
        }
        if (head.status() == 401 || head.status() == 407) {
            return Optional.of(text(
                    "%s wants to know who asks (status %d). Pass a token: --header 'Authorization: Bearer TOKEN', or a"
                            + " cookie: --cookie 'NAME=VALUE'",
                    "%s 要求身份验证（状态码 %d）。请传入凭证：--header 'Authorization: Bearer TOKEN'，或 cookie：--cookie"
                            + " 'NAME=VALUE'",
                    where,
                    head.status()));
        }
        if (head.status() == 405 && head.headers().elements("Allow").contains("post") && !endpoint.isUnsafe()) {
            return Optional.of(text(
                    "%s answers to POST only (status 405). Ask it so: --method POST --body TEXT",
                    "%s 只接受 POST（状态码 405）。请这样请求：--method POST --body TEXT", where));
        }
        if (head.status() == 200 && (essence.equals("text/html") || essence.equals("application/xhtml+xml"))) {
            return Optional.of(text(
                    "%s is an HTML page, not an event stream. Give the address that the page's EventSource opens; the"
                            + " network panel of a browser shows it.",
                    "%s 是 HTML 页面，不是事件流。请给出页面中 EventSource 打开的地址；浏览器的网络面板会显示它。", where));
        }
        boolean large = head.framing() instanceof Framing.Length(long bytes) && bytes > DOWNLOAD;
        if (head.status() == 200
                && !essence.equals(EventStreams.ESSENCE)
                && (large || FILES.contains(essence) || head.headers().has("Content-Disposition"))) {
            Text size = head.framing() instanceof Framing.Length(long bytes)
                    ? text("%d bytes", "%d 字节", bytes)
                    : text("of unknown size", "大小未知");
            return Optional.of(text(
                    "%s is a download (%s, %s), not an event stream. Nothing more of it was read.",
                    "%s 是文件下载（%s，%s），不是事件流。已停止读取。",
                    where,
                    same(essence.isEmpty() ? "?" : WireText.escape(essence)),
                    size));
        }
        return Optional.empty();
    }

    private static boolean isWebSocket(ResponseHead head) {
        boolean upgrades = head.headers().elements("Upgrade").contains("websocket")
                || head.headers().has("Sec-WebSocket-Version");
        return head.status() == 101 || (head.status() == 426 || head.status() == 400) && upgrades;
    }

    private static String where(URI uri) {
        return Secrets.masked(uri).toString();
    }
}
