package workbook.checker.conformance.rules;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.checker.conformance.EventStreams;
import workbook.checker.conformance.HeadTranscript;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.NotSeen;
import workbook.checker.conformance.Observation;
import workbook.checker.conformance.Rule;
import workbook.checker.http.Headers;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** What pages of another origin may read. Judged only for an origin that the user names. */
final class CorsRules {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";
    private static final String FOREIGN = "https://foreign.example";
    private static final int LONGEST_ID = 128;

    /** Bytes that are CORS-unsafe in a request header (Fetch), besides controls. */
    private static final String UNSAFE = "\"():<>?@[\\]{}\u007f";

    /**
     * A server is free to allow no origin. The user says that this one is to be allowed, and then it is a MUST: without it
     * the standard has every browser turn the answer into a network error. So it does with * and credentials, as soon as a
     * page asks with credentials.
     */
    @Rule(
            id = "cors/1",
            level = Level.MUST,
            en = "The origin is allowed, and never * with credentials",
            zh = "允许该来源；带凭据时不能用 *",
            source = "Fetch, CORS check",
            hurtsEn = "A page of that origin gets a network error, and EventSource gives up.",
            hurtsZh = "该来源的页面得到网络错误，EventSource 会放弃。")
    void allowed(Observation seen) {
        String origin = origin(seen);
        Connection answer = asked(seen, origin);
        ResponseHead head = head(answer);
        if (isAllowed(head.headers(), origin)) {
            return;
        }
        boolean credentials = isTrue(head.headers());
        throw Fault.expected(same(ALLOW_ORIGIN + ": " + origin))
                .received(
                        credentials
                                ? text(
                                        "%s, and %s: true",
                                        "%s，且 %s: true", HeadTranscript.shown(head, ALLOW_ORIGIN), CREDENTIALS)
                                : HeadTranscript.shown(head, ALLOW_ORIGIN))
                .why(text(
                        "a browser compares it byte by byte, takes one value only, and no * with credentials",
                        "浏览器逐字节比较，只接受一个值，带凭据时不接受 *"))
                .likely(text("the route of the stream has no CORS filter, or two of them", "流的路由没有 CORS 过滤器，或有两个"))
                .on(HeadTranscript.of(answer, ALLOW_ORIGIN, text("not this origin", "不是这个来源")))
                .failure();
    }

    @Rule(
            id = "cors/2",
            level = Level.SHOULD,
            en = "Vary: Origin where the answer depends on it",
            zh = "响应取决于来源时要有 Vary: Origin",
            source = "Fetch, CORS protocol and HTTP caches",
            hurtsEn = "A cache answers one origin with the permission of another.",
            hurtsZh = "缓存会用一个来源的许可响应另一个来源。")
    void varies(Observation seen) {
        String origin = origin(seen);
        Connection answer = asked(seen, origin);
        List<String> one = head(answer).headers().all(ALLOW_ORIGIN);
        List<String> other = head(asked(seen, FOREIGN)).headers().all(ALLOW_ORIGIN);
        List<String> vary = head(answer).headers().elements("Vary");
        if (one.equals(other) || vary.contains("origin") || vary.contains("*")) {
            return;
        }
        throw Fault.expected(same("Vary: Origin"))
                .received(HeadTranscript.shown(head(answer), "Vary"))
                .why(text("the answer differs from that to another origin", "响应与对其他来源的响应不同"))
                .likely(text("the origin is echoed by hand", "手工回显了来源"))
                .on(HeadTranscript.of(answer, "Vary", text("no Origin", "没有 Origin")))
                .failure();
    }

    /** No MUST: the standard lets a server share with every origin, and browsers obey. OWASP advises against it. */
    @Rule(
            id = "cors/3",
            level = Level.SHOULD,
            en = "A foreign origin is not allowed with credentials",
            zh = "不允许陌生来源携带凭据",
            source = "Fetch, CORS protocol and credentials; OWASP",
            hurtsEn = "Any page that a user visits can read the user's stream.",
            hurtsZh = "用户访问的任何页面都能读取该用户的流。")
    void notAnyOrigin(Observation seen) {
        origin(seen);
        Connection answer = asked(seen, FOREIGN);
        ResponseHead head = head(answer);
        if (!isTrue(head.headers()) || !head.headers().all(ALLOW_ORIGIN).contains(FOREIGN)) {
            return;
        }
        throw Fault.expected(text("no permission for %s", "不许可 %s", FOREIGN))
                .received(text(
                        "%s, and %s: true", "%s，且 %s: true", HeadTranscript.shown(head, ALLOW_ORIGIN), CREDENTIALS))
                .why(text("who echoes any origin with credentials has no protection at all", "带凭据回显任意来源等于没有保护"))
                .likely(text("the filter echoes what comes, in place of a list", "过滤器原样回显，而没有名单"))
                .on(HeadTranscript.of(answer, ALLOW_ORIGIN, text("a foreign origin", "陌生来源")))
                .failure();
    }

    @Rule(
            id = "cors/4",
            level = Level.ADVICE,
            en = "Ids need no preflight, or it is answered",
            zh = "id 不需要预检，或预检得到响应",
            source = "Fetch, CORS-safelisted request-header",
            hurtsEn = "The first connection works, and no reconnect does.",
            hurtsZh = "第一次连接正常，重连却全部失败。")
    Text reconnects(Observation seen) {
        String origin = origin(seen);
        seen.requireIds();
        Connection main = seen.watched();
        boolean safe = main.events().stream()
                .map(ArrivedItem::item)
                .map(StreamItem.Event::lastEventId)
                .allMatch(CorsRules::isSafe);
        if (safe) {
            return text("the ids are CORS-safe", "id 是 CORS 安全的");
        }
        Connection preflight = seen.preflight(origin, "last-event-id");
        if (allows(preflight, origin, "last-event-id")) {
            return text("the preflight allows Last-Event-ID", "预检允许 Last-Event-ID");
        }
        throw Fault.expected(text(
                        "a 2xx with %s: %s and %s: Last-Event-ID",
                        "2xx，且有 %s: %s 和 %s: Last-Event-ID", ALLOW_ORIGIN, origin, ALLOW_HEADERS))
                .received(answer(preflight))
                .why(text(
                        "an id over 128 bytes or with a byte such as < makes the reconnect ask first",
                        "超过 128 字节或含有 < 之类字节的 id，会让重连先发预检"))
                .likely(text("JSON or a long token is used for an id", "用 JSON 或长凭证当 id"))
                .on(preflight)
                .failure();
    }

    private static boolean isSafe(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_ID
                && id.chars().noneMatch(character -> character < 0x20 || UNSAFE.indexOf(character) >= 0);
    }

    @Rule(
            id = "cors/5",
            level = Level.ADVICE,
            en = "A preflight for Authorization is answered",
            zh = "对 Authorization 的预检有响应",
            source = "Fetch, CORS-preflight fetch",
            hurtsEn = "A page that reads the stream by fetch with a token cannot.",
            hurtsZh = "用 fetch 加凭证读取流的页面无法工作。")
    void preflight(Observation seen) {
        String origin = origin(seen);
        Connection preflight = seen.preflight(origin, "authorization");
        if (allows(preflight, origin, "authorization")) {
            return;
        }
        throw Fault.expected(text(
                        "a 2xx with %s: %s and %s: Authorization",
                        "2xx，且有 %s: %s 和 %s: Authorization", ALLOW_ORIGIN, origin, ALLOW_HEADERS))
                .received(answer(preflight))
                .why(text("a browser asks before it sends a token to another origin", "浏览器向其他来源发送凭证之前会先询问"))
                .likely(text(
                        "the filter handles GET only, or OPTIONS needs a token itself", "过滤器只处理 GET，或 OPTIONS 本身也要凭证"))
                .on(preflight)
                .failure();
    }

    @Rule(
            id = "cors/6",
            level = Level.ADVICE,
            en = "On loopback a foreign Host is refused",
            zh = "在本机上拒绝陌生的 Host",
            source = "the field: DNS rebinding",
            hurtsEn = "Any page can read a server of this machine under a name of its own.",
            hurtsZh = "任何页面都能用自己的域名读取本机上的服务器。")
    void foreignHost(Observation seen) {
        origin(seen);
        if (seen.plan().remote()) {
            throw new NotSeen(text("the server is not on this machine", "服务器不在本机"));
        }
        Connection answer = seen.foreignHost();
        Optional<ResponseHead> head = answer.exchange().head();
        if (head.isEmpty() && !Observation.isEndedByServer(answer)) {
            throw new NotSeen(text("a request with a foreign Host had no answer", "带陌生 Host 的请求没有响应"));
        }
        if (head.isEmpty() || !EventStreams.isOne(head.get())) {
            return;
        }
        throw Fault.expected(text("421 or 403 for Host: foreign.example", "对 Host: foreign.example 响应 421 或 403"))
                .received(text("the stream", "流"))
                .why(text(
                        "a name of an attacker may point at 127.0.0.1, and is of the page's own origin then",
                        "攻击者的域名可以指向 127.0.0.1，此时它与页面同源"))
                .likely(text("Host is not looked at", "没有检查 Host"))
                .on(HeadTranscript.ofStatus(answer, text("let in", "放行")))
                .failure();
    }

    /** A preflight has to pass the CORS check as the answer itself has (Fetch, CORS-preflight fetch). */
    private static boolean allows(Connection preflight, String origin, String header) {
        return preflight
                .exchange()
                .head()
                .filter(head -> head.status() >= 200 && head.status() < 300)
                .filter(head -> isAllowed(head.headers(), origin))
                .map(head -> head.headers().elements(ALLOW_HEADERS))
                .filter(names -> names.contains(header) || names.contains("*") && !header.equals("authorization"))
                .isPresent();
    }

    private static Text answer(Connection preflight) {
        return preflight
                .exchange()
                .head()
                .map(head -> text(
                        "status %d, %s, %s",
                        "状态码 %d，%s，%s",
                        head.status(),
                        HeadTranscript.shown(head, ALLOW_ORIGIN),
                        HeadTranscript.shown(head, ALLOW_HEADERS)))
                .orElseGet(() -> text("no answer", "没有响应"));
    }

    private static boolean isAllowed(Headers headers, String origin) {
        List<String> allowed = headers.all(ALLOW_ORIGIN);
        return allowed.size() == 1
                && (allowed.getFirst().equals(origin) || allowed.getFirst().equals("*") && !isTrue(headers));
    }

    private static boolean isTrue(Headers headers) {
        return headers.first(CREDENTIALS).filter("true"::equals).isPresent();
    }

    private static String origin(Observation seen) {
        seen.stream();
        return seen.plan()
                .origin()
                .map(CorsRules::serialized)
                .orElseThrow(() -> new NotSeen(text("--origin ORIGIN judges CORS", "用 --origin ORIGIN 检查 CORS")));
    }

    /** As a browser sends it: in lower case, and without the port that the scheme has by itself (Fetch, Origin header). */
    private static String serialized(URI origin) {
        String scheme = origin.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        String port = origin.getPort() < 0 || origin.getPort() == usual ? "" : ":" + origin.getPort();
        return scheme + "://" + origin.getHost().toLowerCase(Locale.ROOT) + port;
    }

    private static Connection asked(Observation seen, String origin) {
        Connection answer = seen.from(origin);
        if (answer.exchange().head().isEmpty()) {
            throw new NotSeen(text("a request with Origin had no answer", "带 Origin 的请求没有响应"));
        }
        return answer;
    }

    private static ResponseHead head(Connection answer) {
        return answer.exchange().head().orElseThrow();
    }
}
