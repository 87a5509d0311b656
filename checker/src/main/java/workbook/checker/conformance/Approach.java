package workbook.checker.conformance;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.http.Framing;
import workbook.checker.http.HeaderField;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.probe.MediaType;
import workbook.checker.server.Secrets;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/**
 * Opens the main stream, following redirects, and tells what is no event stream from one that breaks rules.
 *
 * @param hops the answers that redirected, in order
 * @param main the answer that did not
 */
record Approach(List<Connection> hops, ConnectionBudget.Lease main, Plan plan, ConnectionBudget budget) {

    /** For the first answer: a server that owes one for so long is not there. */
    private static final Duration FIRST_HEAD = Duration.ofSeconds(15);

    /** As many as Fetch allows ("HTTP-redirect fetch", 20) are not needed to see a circle. */
    private static final int MOST_HOPS = 10;

    private static final long DOWNLOAD = 1 << 20;
    private static final int SHOWN = 200;

    /** Types of files, not of anything that an endpoint would stream by mistake. */
    private static final Set<String> FILES =
            Set.of("application/octet-stream", "application/zip", "application/gzip", "application/pdf");

    /** @throws Unusable if there is no event stream to judge */
    static Approach begin(Plan plan, Listening listening) {
        List<Connection> hops = new ArrayList<>();
        Plan next = plan;
        while (true) {
            ConnectionBudget budget = new ConnectionBudget(next);
            boolean followed = false;
            try {
                listening.waitsFor(text("the first answer", "第一个响应"));
                ConnectionBudget.Lease main = budget.open(text("the main stream", "主流"), next.endpoint().stream());
                ResponseHead head = head(main.connection(), next);
                Optional<URI> target = target(head, next.endpoint().uri());
                if (target.isEmpty()) {
                    requireUsable(main.connection(), head, next);
                    followed = true;
                    return new Approach(List.copyOf(hops), main, next, budget);
                }
                hops.add(main.connection());
                main.close();
                next = followed(next, target.get(), hops);
            } finally {
                if (!followed) {
                    budget.close();
                }
            }
        }
    }

    private static ResponseHead head(Connection main, Plan plan) {
        Optional<ResponseHead> head = main.awaitHead(plan.scale().limit(FIRST_HEAD));
        if (head.isPresent()) {
            return head.get();
        }
        throw Unusable.unreachable(main.end()
                .map(end -> noAnswer(end, plan))
                .orElseGet(() -> text(
                        "%s was connected, but sent no answer within %d s. Does it wait for something before it sends the"
                                + " head? A stream's head goes out at once.",
                        "%s 已连接，但 %d 秒内没有响应。服务器是否在等待什么之后才发送响应头？流的响应头应当立即发送。", where(plan), FIRST_HEAD.toSeconds())));
    }

    private static Text noAnswer(End end, Plan plan) {
        String where = where(plan);
        return switch (end) {
            case End.NoConnection(End.NoConnection.Cause cause, String reason) ->
                switch (cause) {
                    case REFUSED ->
                        text(
                                "Nothing listens at %s (connection refused). Start the server, or check the port.",
                                "%s 没有程序在监听（连接被拒绝）。请启动服务器，或检查端口。", where);
                    case UNKNOWN_HOST ->
                        text(
                                "The host %s is unknown. Check its spelling.",
                                "未知的主机 %s。请检查拼写。", plan.endpoint().uri().getHost());
                    case TLS ->
                        text(
                                "The TLS handshake with %s failed: %s. If it is a certificate of your own: --insecure"
                                        + " accepts any.",
                                "与 %s 的 TLS 握手失败：%s。如果是自签名证书：--insecure 会接受任何证书。",
                                where,
                                WireText.escape(Clip.characters(reason, SHOWN)));
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

    private static String where(Plan plan) {
        return Secrets.masked(plan.endpoint().uri()).toString();
    }

    private static Optional<URI> target(ResponseHead head, URI from) {
        boolean redirects = List.of(301, 302, 303, 307, 308).contains(head.status());
        try {
            return head.headers()
                    .first("Location")
                    .filter(location -> redirects && !location.isBlank())
                    .map(location -> from.resolve(location.strip()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Plan followed(Plan plan, URI target, List<Connection> hops) {
        String path = hops.stream()
                .map(hop -> Secrets.masked(hop.request().uri()).toString())
                .collect(Collectors.joining(" → "));
        boolean circle = hops.stream().anyMatch(hop -> hop.request().uri().equals(Secrets.masked(target)));
        if (circle || hops.size() > MOST_HOPS) {
            throw Unusable.unreachable(text(
                    "The redirects go in a circle and reach no stream: %s → %s.",
                    "重定向形成循环，无法到达流：%s → %s。", Clip.characters(path, SHOWN), Secrets.masked(target)));
        }
        if (target.getHost() == null
                || !List.of("http", "https")
                        .contains(String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT))) {
            throw Unusable.misdirected(text(
                    "%s redirects to \"%s\", which is no http address.",
                    "%s 重定向到 \"%s\"，这不是 http 地址。",
                    where(plan),
                    WireText.escape(Clip.characters(target.toString(), SHOWN))));
        }
        if (!plan.remote() && !isLoopback(target.getHost())) {
            throw Unusable.misdirected(text(
                    "%s redirects to %s, which is not this machine. If that server is yours: --allow-remote",
                    "%s 重定向到 %s，它不是本机。如果那台服务器是你的：--allow-remote", where(plan), target.getHost()));
        }
        Plan next = plan.at(target);
        return sameOrigin(plan.endpoint().uri(), target) ? next : next.withoutSecrets();
    }

    /** Whether a name means this machine. */
    static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static void requireUsable(Connection main, ResponseHead head, Plan plan) {
        String where = where(plan);
        Optional<MediaType> type = EventStreams.type(head);
        String essence = type.map(MediaType::essence).orElse("");
        if (isWebSocket(head)) {
            throw Unusable.misdirected(text(
                    "%s is an endpoint of WebSocket (status %d): it is no event stream, and has other rules.",
                    "%s 是 WebSocket 端点（状态码 %d）：它不是事件流，适用的规则也不同。", where, head.status()));
        }
        if (head.status() == 401 || head.status() == 407) {
            throw Unusable.misdirected(text(
                    "%s wants to know who asks (status %d). Pass a token: --header 'Authorization: Bearer TOKEN', or a"
                            + " cookie: --cookie 'NAME=VALUE'",
                    "%s 要求身份验证（状态码 %d）。请传入凭证：--header 'Authorization: Bearer TOKEN'，或 cookie：--cookie"
                            + " 'NAME=VALUE'",
                    where,
                    head.status()));
        }
        if (head.status() == 405
                && head.headers().elements("Allow").contains("post")
                && !plan.endpoint().isUnsafe()) {
            throw Unusable.misdirected(text(
                    "%s answers to POST only (status 405). Ask it so: --method POST --body TEXT",
                    "%s 只接受 POST（状态码 405）。请这样请求：--method POST --body TEXT", where));
        }
        if (head.status() == 200 && (essence.equals("text/html") || essence.equals("application/xhtml+xml"))) {
            throw Unusable.misdirected(text(
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
            throw Unusable.misdirected(text(
                    "%s is a download (%s, %s), not an event stream. Nothing more of it was read.",
                    "%s 是文件下载（%s，%s），不是事件流。已停止读取。",
                    where,
                    same(essence.isEmpty() ? "?" : WireText.escape(essence)),
                    size));
        }
    }

    private static boolean isWebSocket(ResponseHead head) {
        boolean upgrades = head.headers().elements("Upgrade").contains("websocket")
                || head.headers().has("Sec-WebSocket-Version");
        return head.status() == 101 || (head.status() == 426 || head.status() == 400) && upgrades;
    }

    /** The fields that may go to another origin (Fetch removes Authorization there, "HTTP-redirect fetch"). */
    static List<HeaderField> withoutSecrets(List<HeaderField> headers) {
        return headers.stream().filter(field -> !Secrets.names(field.name())).toList();
    }
}
