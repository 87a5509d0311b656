package workbook.checker.conformance.rules;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import workbook.checker.conformance.BehindNginx;
import workbook.checker.conformance.EventStreams;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.NotSeen;
import workbook.checker.conformance.Observation;
import workbook.checker.conformance.Rule;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.probe.Fault;
import workbook.checker.text.Clip;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** The stream behind nginx with its defaults: {@code proxy_pass}, and no other line. */
final class NginxRules {

    private static final int SHOWN = 200;

    /** What every proxy makes anew for each connection. */
    private static final Set<String> PER_CONNECTION =
            Set.of("connection", "keep-alive", "transfer-encoding", "date", "content-length");

    @Rule(
            id = "nginx/1",
            level = Level.ADVICE,
            en = "Head and events come as soon through nginx's defaults",
            zh = "经过默认配置的 nginx，响应头和事件同样及时到达",
            source = "nginx, ngx_http_proxy_module, proxy_buffering, proxy_http_version",
            hurtsEn = "Everything works on the developer's machine, and nothing does in production.",
            hurtsZh = "在开发机上一切正常，上线之后什么也收不到。")
    Text inTime(Observation seen) {
        BehindNginx behind = seen.behindNginx();
        Connection client = behind.defaults();
        if (BehindNginx.isLive(client)) {
            return text(
                    "with nginx's defaults: %s; with proxy_buffering off: %s",
                    "nginx 默认配置：%s；proxy_buffering off：%s", got(seen, client), got(seen, behind.unbuffered()));
        }
        boolean streams = client.exchange().head().map(EventStreams::isOne).orElse(true);
        if (streams && behind.direct() == 0) {
            throw new NotSeen(seen.noEvent());
        }
        throw Fault.expected(text("what the direct stream gets, as soon", "与直接连接相同的内容，同样及时"))
                .received(text(
                        "%s in %s, while the direct stream got %d events; with proxy_buffering off: %s",
                        "%s（%s内），同时直接连接收到 %d 个事件；proxy_buffering off：%s",
                        got(seen, client),
                        Seconds.of(behind.watched()),
                        behind.direct(),
                        got(seen, behind.unbuffered())))
                .why(text(
                        "nginx keeps what comes from a server in buffers, and asks it by HTTP/1.0, unless somebody says"
                                + " otherwise",
                        "除非另有说明，nginx 会把服务器发来的内容留在缓冲区里，并用 HTTP/1.0 请求服务器"))
                .likely(cause(behind))
                .on(client)
                .on(behind.unbuffered())
                .failure();
    }

    /** The second proxy differs in one line only, so what it mends comes from that line. */
    private static Text cause(BehindNginx behind) {
        if (BehindNginx.isLive(behind.unbuffered())) {
            return text(
                    "the buffers of nginx, not the server: let the server send X-Accel-Buffering: no, which turns them off for"
                            + " this answer",
                    "是 nginx 的缓冲区，而不是服务器：让服务器发送 X-Accel-Buffering: no，对这个响应关闭缓冲");
        }
        boolean refused = behind.unbuffered()
                .exchange()
                .head()
                .filter(head -> head.status() == 502)
                .isPresent();
        return refused
                ? text(
                        "the server refuses HTTP/1.0, by which nginx asks unless proxy_http_version 1.1 is set; buffers have no"
                                + " part in it",
                        "服务器拒绝 HTTP/1.0，而 nginx 在没有设置 proxy_http_version 1.1 时就用它请求；与缓冲区无关")
                : text(
                        "not the buffers, since the other proxy has none: the server answers nginx's request otherwise than a"
                                + " direct one (HTTP/1.0, Connection: close, another Host)",
                        "不是缓冲区，因为另一个代理没有缓冲：服务器对 nginx 的请求（HTTP/1.0、Connection: close、不同的 Host）给出了不同的响应");
    }

    /** What a client got, in a few words. */
    private static Text got(Observation seen, Connection client) {
        Optional<ResponseHead> head = client.exchange().head();
        if (head.isEmpty()) {
            return client.end()
                    .map(end -> text("no answer (%s)", "没有响应（%s）", ExchangeEnding.inShort(end)))
                    .orElse(text("not even a head", "连响应头都没有"));
        }
        String type = head.get().headers().first("Content-Type").orElse("");
        String answer = WireText.escape(Clip.characters((head.get().status() + " " + type).strip(), SHOWN));
        Duration at = seen.scale().told(client.headAt().orElse(Duration.ZERO));
        return text(
                "%1$s after %2$s with %3$d events",
                "%2$s后收到 %1$s，%3$d 个事件", answer, Seconds.of(at), client.eventCount());
    }

    @Rule(
            id = "nginx/2",
            level = Level.ADVICE,
            en = "Behind nginx's defaults it lives past 60 s",
            zh = "在默认配置的 nginx 之后存活超过 60 秒",
            source = "nginx, ngx_http_proxy_module, proxy_read_timeout",
            hurtsEn = "Every quiet minute ends with a lost connection, and what was sent meanwhile is missed.",
            hurtsZh = "每安静一分钟就断开一次，期间发送的内容会丢失。")
    Text growsOld(Observation seen) {
        Connection client = seen.agedBehindNginx();
        if (client.exchange().head().map(EventStreams::isOne).isEmpty()
                && client.end().isEmpty()) {
            throw new NotSeen(text("nothing came through nginx; mend nginx/1 first", "没有内容经过 nginx；请先解决 nginx/1"));
        }
        Optional<End> end = client.end().filter(how -> Observation.isEndedByServer(client));
        Duration age = seen.scale().told(client.endedAt().orElse(seen.plan().watch()));
        boolean direct = Observation.isEndedByServer(seen.main());
        if (end.isEmpty()) {
            return text("still open when the watch was over", "观察结束时仍然打开");
        }
        if (direct || client.exchange().head().filter(EventStreams::isOne).isEmpty()) {
            throw new NotSeen(text("the stream ended by itself after %s", "流在 %s后自行结束", Seconds.of(age)));
        }
        throw Fault.expected(text("a stream that stays open as the direct one did", "像直接连接那样保持打开的流"))
                .received(text("%s after %s", "%s（%s后）", ExchangeEnding.inWords(end.get()), Seconds.of(age)))
                .why(text(
                        "nginx ends a connection to a server from which nothing came for 60 s",
                        "服务器 60 秒没有发送任何内容，nginx 就会断开连接"))
                .likely(text("no heartbeat: a comment about every 15 s keeps it open", "没有心跳：大约每 15 秒一条注释即可保持连接"))
                .on(client)
                .failure();
    }

    @Rule(
            id = "nginx/3",
            level = Level.INFO,
            en = "What nginx changes of the head",
            zh = "nginx 对响应头的改动",
            source = "nginx, ngx_http_proxy_module, proxy_hide_header")
    Text changes(Observation seen) {
        Connection client = seen.behindNginx().defaults();
        ResponseHead head = client.exchange()
                .head()
                .orElseThrow(() -> new NotSeen(text("no head came through nginx", "没有响应头经过 nginx")));
        Set<String> direct = names(seen.mainHead());
        Set<String> behind = names(head);
        return text("dropped: %s; added: %s", "去掉：%s；添加：%s", listed(direct, behind), listed(behind, direct));
    }

    private static Set<String> names(ResponseHead head) {
        return head.headers().fields().stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .filter(name -> !PER_CONNECTION.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Text listed(Set<String> names, Set<String> without) {
        List<String> left =
                names.stream().filter(name -> !without.contains(name)).toList();
        return left.isEmpty()
                ? text("nothing", "无")
                : same(WireText.escape(Clip.characters(String.join(", ", left), SHOWN)));
    }
}
