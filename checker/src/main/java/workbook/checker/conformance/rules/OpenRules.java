package workbook.checker.conformance.rules;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.checker.conformance.EventStreams;
import workbook.checker.conformance.HeadTranscript;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.NotSeen;
import workbook.checker.conformance.Observation;
import workbook.checker.conformance.Rule;
import workbook.checker.finding.WireText;
import workbook.checker.http.Bytes;
import workbook.checker.http.End;
import workbook.checker.http.Framing;
import workbook.checker.http.HeaderField;
import workbook.checker.http.Headers;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.MediaType;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;
import workbook.checker.wire.SecondRequest;
import workbook.checker.wire.TrailingBytes;
import workbook.checker.wire.Unasked;
import workbook.checker.wire.WireEntry;

/** The head of the answer. */
final class OpenRules {

    private static final Duration HEAD_SOON = Duration.ofSeconds(1);
    private static final int SMALL_ERROR = 64 << 10;
    private static final int SHOWN = 200;
    private static final Text MORE = text("bytes behind the end of the answer", "响应结束之后还有字节");

    /**
     * Fields that tell a client, a proxy or a cache how to take the stream. Any other may differ from request to request,
     * as ids, times, quotas and nonces do.
     */
    private static final Set<String> OF_THE_STREAM = Set.of(
            "content-type",
            "content-encoding",
            "content-language",
            "cache-control",
            "pragma",
            "vary",
            "x-accel-buffering",
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-expose-headers");

    @Rule(
            id = "open/1",
            level = Level.MUST,
            en = "The status is 200",
            zh = "状态码为 200",
            source = "HTML 9.2.2",
            hurtsEn = "A browser gives up for good: EventSource fires error, and never connects again.",
            hurtsZh = "浏览器会彻底放弃：EventSource 触发 error，此后不再重连。")
    void status(Observation seen) {
        int status = seen.mainHead().status();
        if (status == 200) {
            return;
        }
        if (List.of(301, 302, 303, 307, 308).contains(status)
                && seen.mainHead()
                        .headers()
                        .first("Location")
                        .filter(to -> !to.isBlank())
                        .isPresent()) {
            throw new NotSeen(text("the redirect could not be followed; see open/14", "无法跟随这个重定向；见 open/14"));
        }
        Text likely =
                switch (status) {
                    // One that can be followed was: a browser takes the status of what it leads to.
                    case 301, 302, 303, 307, 308 ->
                        text("a redirect that leads nowhere; see open/14", "重定向没有目标；见 open/14");
                    case 204 ->
                        text(
                                "204 is how a server tells a client not to come back (HTML 9.2.1)",
                                "204 是服务器告诉客户端不要再重连的方式（HTML 9.2.1）");
                    case 403 ->
                        text(
                                "the server wants a token, or refuses this Host or Origin; pass --header",
                                "服务器需要凭证，或拒绝了这个 Host 或 Origin；可用 --header 传入");
                    case 404 -> text("the path is another one", "路径写错了");
                    case 406 ->
                        text(
                                "the handler does not offer text/event-stream for Accept: text/event-stream",
                                "处理函数没有为 Accept: text/event-stream 提供 text/event-stream");
                    case 500, 502, 503, 504 -> text("the server's log tells why", "服务器日志会说明原因");
                    default -> Text.NONE;
                };
        throw Fault.expected(text("status 200", "状态码 200"))
                .received(text("status %d", "状态码 %d", status))
                .why(text("any other status makes EventSource fail the connection", "其他任何状态码都会让 EventSource 判定连接失败"))
                .likely(likely)
                .on(HeadTranscript.ofStatus(seen.main(), text("not 200", "不是 200")))
                .failure();
    }

    @Rule(
            id = "open/2",
            level = Level.MUST,
            en = "The media type is text/event-stream",
            zh = "媒体类型为 text/event-stream",
            source = "HTML 9.2.2, 9.2.5",
            hurtsEn = "A browser reads nothing of the stream, and never connects again.",
            hurtsZh = "浏览器不会读取流，也不再重连。")
    void mediaType(Observation seen) {
        ResponseHead head = head200(seen);
        if (EventStreams.isOne(head)) {
            return;
        }
        throw Fault.expected(same("Content-Type: " + EventStreams.ESSENCE))
                .received(HeadTranscript.shown(head, "Content-Type"))
                .why(text(
                        "case and parameters are free, the type itself is not; of two types the last one counts",
                        "大小写和参数不限，类型本身不能变；有两个类型时以最后一个为准"))
                .likely(text("a filter or a framework sets its own type after the handler", "过滤器或框架在处理函数之后设置了自己的类型"))
                .on(HeadTranscript.of(seen.main(), "Content-Type", text("not the type of a stream", "不是流的类型")))
                .failure();
    }

    @Rule(
            id = "open/3",
            level = Level.MUST,
            en = "A charset, if any, is utf-8",
            zh = "charset 如有，必须是 utf-8",
            source = "HTML, IANA registration of text/event-stream",
            hurtsEn = "Chromium fails the connection for any other charset, even for utf8 without a dash.",
            hurtsZh = "对于其他任何 charset，Chromium 都判定连接失败，连不带短横线的 utf8 也不行。")
    void charset(Observation seen) {
        seen.stream();
        Optional<String> charset = EventStreams.type(seen.mainHead()).flatMap(MediaType::charset);
        if (charset.isEmpty() || charset.get().equals("utf-8")) {
            return;
        }
        throw Fault.expected(text("charset=utf-8, or no charset", "charset=utf-8，或不写 charset"))
                .received(HeadTranscript.shown(seen.mainHead(), "Content-Type"))
                .why(text("an event stream is always UTF-8, whatever it says", "事件流始终是 UTF-8，不论它怎么声明"))
                .likely(text("the default charset of a framework", "框架的默认 charset"))
                .on(HeadTranscript.of(seen.main(), "Content-Type", text("another charset", "别的 charset")))
                .failure();
    }

    @Rule(
            id = "open/4",
            level = Level.SHOULD,
            en = "No cache may keep it",
            zh = "禁止缓存",
            source = "RFC 9111 4.2.2, 5.2.2.4, 5.2.2.5",
            hurtsEn = "A cache in between may answer a new client with an old stream.",
            hurtsZh = "中间的缓存可能用旧的流响应新的客户端。")
    void notStored(Observation seen) {
        seen.stream();
        List<String> directives = EventStreams.cacheControl(seen.mainHead().headers());
        if (directives.contains("no-store") || directives.contains("no-cache")) {
            return;
        }
        throw Fault.expected(same("Cache-Control: no-store"))
                .received(HeadTranscript.shown(seen.mainHead(), "Cache-Control"))
                .why(text(
                        "a cache may store a 200 that says nothing of its freshness, and use it again",
                        "对于没有说明新鲜度的 200 响应，缓存可以存储并重复使用"))
                .likely(text("the field is not set", "没有设置这个字段"))
                .on(HeadTranscript.of(seen.main(), "Cache-Control", text("storable", "可被缓存")))
                .failure();
    }

    @Rule(
            id = "open/5",
            level = Level.ADVICE,
            en = "The head comes within 1 s, before any event",
            zh = "响应头在 1 秒内到达，早于任何事件",
            source = "the field: buffered heads",
            hurtsEn = "The page shows \"connecting\" until the first event, and a proxy may time out.",
            hurtsZh = "页面在第一个事件之前一直显示“正在连接”，代理也可能超时。")
    Text headSoon(Observation seen) {
        seen.stream();
        Duration limit = seen.scale().limit(HEAD_SOON);
        Duration at = seen.main().headAt().orElseThrow();
        if (at.compareTo(limit) > 0 && !seen.isHeadCaused()) {
            // One late head may be the fault of a busy machine: what counts is the soonest of all streams.
            at = seen.streams().stream()
                    .flatMap(stream -> stream.headAt().stream())
                    .min(Comparator.naturalOrder())
                    .orElse(at);
        }
        if (at.compareTo(limit) <= 0) {
            return text("after %s", "%s后", Seconds.of(seen.scale().told(at)));
        }
        throw Fault.expected(text("status and headers within %s", "状态行和响应头在 %s内到达", Seconds.of(HEAD_SOON)))
                .received(text(
                        "they came after %s",
                        "它们在 %s后才到达", Seconds.of(seen.scale().told(at))))
                .why(text("a client is connected only when it has the head", "客户端收到响应头才算连上"))
                .likely(text(
                        "the framework sends the head with the first write: flush once, or write a comment at once",
                        "框架在第一次写入时才发送响应头：请先 flush 一次，或立即写一行注释"))
                .on(seen.main())
                .failure();
    }

    @Rule(
            id = "open/6",
            level = Level.SHOULD,
            en = "X-Accel-Buffering: no",
            zh = "X-Accel-Buffering: no",
            source = "nginx, ngx_http_proxy_module, proxy_buffering",
            hurtsEn = "Behind nginx with its defaults, events wait until a buffer is full.",
            hurtsZh = "在默认配置的 nginx 之后，事件要等缓冲区填满才会发出。")
    void notBuffered(Observation seen) {
        seen.stream();
        if (seen.mainHead().headers().elements("X-Accel-Buffering").contains("no")) {
            return;
        }
        throw Fault.expected(same("X-Accel-Buffering: no"))
                .received(HeadTranscript.shown(seen.mainHead(), "X-Accel-Buffering"))
                .why(text("nginx buffers what it passes on, unless the answer says no", "除非响应写明 no，否则 nginx 会缓冲转发的内容"))
                .likely(text("the field is not set", "没有设置这个字段"))
                .on(HeadTranscript.of(seen.main(), "X-Accel-Buffering", text("missing", "缺少")))
                .failure();
    }

    @Rule(
            id = "open/7",
            level = Level.ADVICE,
            en = "A stream that is compressed on demand says no-transform",
            zh = "按需压缩的流要声明 no-transform",
            source = "RFC 9111 5.2.2.6; the field: compressing middleware",
            hurtsEn = "Middleware that compresses collects events until its buffer is full.",
            hurtsZh = "做压缩的中间件会攒够缓冲区才发出事件。")
    Text noTransform(Observation seen) {
        Connection compressed = seen.compressed();
        ResponseHead head = compressed.exchange().head().orElseThrow();
        if (EventStreams.encoding(head).isEmpty()) {
            return text("the answer does not depend on Accept-Encoding", "响应与 Accept-Encoding 无关");
        }
        if (EventStreams.cacheControl(head.headers()).contains("no-transform")) {
            return Text.NONE;
        }
        throw Fault.expected(text(
                        "Cache-Control: no-transform, as the answer changes with Accept-Encoding",
                        "Cache-Control: no-transform，因为响应随 Accept-Encoding 变化"))
                .received(HeadTranscript.shown(head, "Cache-Control"))
                .why(text(
                        "no-transform keeps compressing middleware and proxies away from the stream",
                        "no-transform 可防止做压缩的中间件和代理改动流"))
                .likely(text("a middleware compresses every answer", "中间件对所有响应做了压缩"))
                .on(HeadTranscript.of(compressed, "Content-Encoding", text("compressed", "已压缩")))
                .failure();
    }

    @Rule(
            id = "open/8",
            level = Level.MUST,
            en = "The framing of HTTP is right",
            zh = "HTTP 的报文边界正确",
            source = "RFC 9110 8.6; RFC 9112 6.1, 6.3, 7.1",
            hurtsEn = "Clients cut the connection, or take bytes of one answer for another.",
            hurtsZh = "客户端会中断连接，或把一个响应的字节当成另一个响应。")
    Text framing(Observation seen) {
        otherMethods(seen);
        for (Connection answer : seen.answers()) {
            requireFraming(answer);
        }
        Optional<TrailingBytes.Found> behind = behindTheEnd(seen);
        if (behind.filter(found -> found == TrailingBytes.Found.BYTES).isPresent()) {
            throw framing(seen.main(), MORE);
        }
        return behind.isPresent()
                ? Text.NONE
                : text("the stream was too long to see what follows its end", "流太长，没有查看它结束之后的内容");
    }

    /** Answers that are asked for once, and are there by the time at which all are looked at. */
    private static void otherMethods(Observation seen) {
        try {
            seen.otherMethods();
        } catch (NotSeen noPlace) {
            return; // those that there are can be looked at
        }
    }

    /** One more look at an answer that was right so far: where there is no place for it, that changes nothing. */
    private static Optional<TrailingBytes.Found> behindTheEnd(Observation seen) {
        try {
            return seen.plan().endpoint().isUnsafe() ? Optional.of(TrailingBytes.Found.NO_ANSWER) : seen.behindTheEnd();
        } catch (NotSeen noPlace) {
            return Optional.of(TrailingBytes.Found.NO_ANSWER);
        }
    }

    private static void requireFraming(Connection answer) {
        Optional<Text> wrong = answer.end()
                .flatMap(OpenRules::broken)
                .or(() -> twoFramings(answer))
                .or(() -> beyond(answer));
        if (wrong.isEmpty() || isOldWithChunks(answer)) {
            return;
        }
        throw framing(answer, wrong.get());
    }

    private static CheckFailure framing(Connection answer, Text wrong) {
        return Fault.expected(text("a body whose end can be told", "能判断边界的响应体"))
                .received(wrong)
                .why(text("the length of a body is told once, and kept", "响应体的长度只能声明一次，而且必须遵守"))
                .likely(text("a Content-Length on a stream, or chunks written by hand", "给流写了 Content-Length，或手工拼写了分块"))
                .on(answer)
                .failure();
    }

    private static Optional<Text> broken(End end) {
        return switch (end) {
            case End.Malformed malformed ->
                Optional.of(same(WireText.escape(Clip.characters(malformed.reason(), SHOWN))));
            case End.Cut cut when cut.place() == End.Cut.Place.IN_LENGTH -> Optional.of(same(cut.reason()));
            default -> Optional.empty();
        };
    }

    private static Optional<Text> twoFramings(Connection answer) {
        Headers headers = answer.exchange().head().map(ResponseHead::headers).orElse(Headers.NONE);
        boolean both = headers.has("Transfer-Encoding") && headers.has("Content-Length");
        return both
                ? Optional.of(text(
                        "Transfer-Encoding and Content-Length in one head",
                        "同一个响应头里既有 Transfer-Encoding 又有 Content-Length"))
                : Optional.empty();
    }

    /** Behind the answer to HEAD, that is rule 10. */
    private static Optional<Text> beyond(Connection answer) {
        return !answer.request().method().equals("HEAD") && isFollowed(answer) ? Optional.of(MORE) : Optional.empty();
    }

    /** Whether more came in the moment in which the answer ended. */
    private static boolean isFollowed(Connection answer) {
        return answer.end()
                .filter(end -> end instanceof End.Complete(End.Complete.By how, long offset)
                        && Unasked.isWrong(behind(answer, offset)))
                .isPresent();
    }

    private static Bytes behind(Connection answer, long end) {
        return answer.exchange().log().stream()
                .map(WireEntry::item)
                .filter(item ->
                        item instanceof WireItem.Received(long offset, Bytes read) && offset + read.size() > end)
                .map(item -> (WireItem.Received) item)
                .findFirst()
                .map(last -> last.bytes()
                        .slice((int) (end - last.offset()), last.bytes().size()))
                .orElse(Bytes.EMPTY);
    }

    /** That is rule 9. */
    private static boolean isOldWithChunks(Connection answer) {
        return answer.request().version().equals("HTTP/1.0");
    }

    @Rule(
            id = "open/9",
            level = Level.MUST,
            en = "HTTP/1.0 gets no Transfer-Encoding",
            zh = "对 HTTP/1.0 不使用 Transfer-Encoding",
            source = "RFC 9112 6.1",
            hurtsEn = "An old client or proxy takes the sizes of chunks for data.",
            hurtsZh = "旧的客户端或代理会把分块大小当成数据。")
    void oldHttp(Observation seen) {
        seen.stream();
        Connection old = seen.oldHttp();
        Optional<ResponseHead> head = old.exchange().head();
        boolean refused = old.end()
                .filter(End.Malformed.class::isInstance)
                .map(End::reason)
                .filter(reason -> reason.contains("Transfer-Encoding"))
                .isPresent();
        if (head.isEmpty() && !refused) {
            throw new NotSeen(text("a request of HTTP/1.0 is not answered", "HTTP/1.0 请求没有响应"));
        }
        if (!refused && !head.get().headers().has("Transfer-Encoding")) {
            return;
        }
        throw Fault.expected(text("a body that the end of the connection ends", "以连接关闭作为结束的响应体"))
                .received(same("Transfer-Encoding: chunked"))
                .why(text("HTTP/1.0 knows no chunks", "HTTP/1.0 没有分块"))
                .likely(text("the version of the request is not looked at", "没有查看请求的版本"))
                .on(old)
                .failure();
    }

    @Rule(
            id = "open/10",
            level = Level.MUST,
            en = "HEAD has no content",
            zh = "HEAD 没有响应体",
            source = "RFC 9110 9.3.2",
            hurtsEn = "A client that keeps the connection takes the content for the next answer.",
            hurtsZh = "保持连接的客户端会把响应体当成下一个响应。")
    void headWithoutContent(Observation seen) {
        Connection head = requireHead(seen);
        boolean content = isFollowed(head)
                || seen.reused(false).content()
                || seen.reused(true).content()
                || seen.behindHead() == TrailingBytes.Found.BYTES;
        if (!content) {
            requireClosed(seen.behindHead());
            return;
        }
        throw Fault.expected(text("nothing behind the head", "响应头之后没有内容"))
                .received(text("content behind it", "之后还有内容"))
                .why(text("the answer to HEAD ends with its head", "HEAD 的响应到响应头为止"))
                .likely(
                        head.exchange().head().orElseThrow().status() < 400
                                ? text("the handler of GET serves HEAD as it is", "GET 的处理函数原样处理了 HEAD")
                                : text(
                                        "HEAD has no route, and the framework sends the text of its error all the same: route HEAD"
                                                + " beside GET",
                                        "HEAD 没有路由，而框架照样发送了错误页的文字：请在 GET 之外为 HEAD 添加路由"))
                .on(head)
                .failure();
    }

    /** Only the end of the connection shows that nothing follows: no wait is long enough. */
    private static void requireClosed(TrailingBytes.Found behind) {
        if (behind != TrailingBytes.Found.CLOSED) {
            throw new NotSeen(
                    behind == TrailingBytes.Found.OPEN
                            ? text(
                                    "the connection stays open behind the head, though Connection: close was asked for",
                                    "请求带有 Connection: close，响应头之后连接仍未关闭")
                            : text("HEAD with Connection: close had no answer", "带 Connection: close 的 HEAD 没有响应"));
        }
    }

    private static Connection requireHead(Observation seen) {
        seen.stream();
        Connection head = seen.head();
        if (head.exchange().head().isEmpty()) {
            throw new NotSeen(text("HEAD is not answered", "HEAD 没有响应"));
        }
        int status = head.exchange().head().get().status();
        if (status == 405 || status == 501) {
            throw new NotSeen(text("HEAD is refused with %d", "HEAD 被拒绝（%d）", status));
        }
        return head;
    }

    @Rule(
            id = "open/10b",
            level = Level.SHOULD,
            en = "HEAD has the status and fields of GET",
            zh = "HEAD 的状态码和字段与 GET 相同",
            source = "RFC 9110 9.3.2",
            hurtsEn = "A monitor that asks by HEAD reports a fault that is none.",
            hurtsZh = "用 HEAD 检查的监控会误报故障。")
    void headLikeGet(Observation seen) {
        if (seen.plan().endpoint().isUnsafe()) {
            throw new NotSeen(text(
                    "HEAD stands for GET, and the stream is asked for by %s",
                    "HEAD 对应 GET，而该流通过 %s 请求", seen.plan().endpoint().method()));
        }
        Connection head = requireHead(seen);
        ResponseHead of = head.exchange().head().orElseThrow();
        List<String> differs = new ArrayList<>();
        if (of.status() != seen.mainHead().status()) {
            differs.add(String.format(Locale.ROOT, "status %d", of.status()));
        }
        for (HeaderField field : seen.mainHead().headers().fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (OF_THE_STREAM.contains(name)
                    && !of.headers().all(name).equals(seen.mainHead().headers().all(name))
                    && of.headers().has(name)) {
                differs.add(field.name());
            }
        }
        boolean typed = EventStreams.type(of)
                .filter(type -> type.essence().equals(EventStreams.ESSENCE))
                .isPresent();
        if (!typed && of.status() == 200 && !differs.contains("Content-Type")) {
            differs.add("Content-Type");
        }
        if (differs.isEmpty()) {
            return;
        }
        throw Fault.expected(text("the head of GET", "与 GET 相同的响应头"))
                .received(text(
                        "other: %s",
                        "不同之处：%s",
                        WireText.escape(
                                Clip.characters(differs.stream().distinct().collect(Collectors.joining(", ")), SHOWN))))
                .why(text(
                        "HEAD is GET without the content; fields may be left out, but not differ",
                        "HEAD 就是不带内容的 GET；字段可以省略，但不能不同"))
                .likely(text("the framework answers HEAD by itself", "框架自行处理了 HEAD"))
                .on(HeadTranscript.of(
                        head,
                        differs.getFirst().startsWith("status") ? "" : differs.getFirst(),
                        text("not that of GET", "与 GET 不同")))
                .failure();
    }

    @Rule(
            id = "open/10c",
            level = Level.ADVICE,
            en = "HEAD ends at once",
            zh = "HEAD 立即结束",
            source = "the field: handlers that wait for events",
            hurtsEn = "Each HEAD of a monitor leaves a handler behind that waits for ever.",
            hurtsZh = "监控每发一次 HEAD，就留下一个永远等待的处理函数。")
    void headEnds(Observation seen) {
        requireHead(seen);
        SecondRequest.Result reused = seen.reused(false);
        if (reused.second() != SecondRequest.Outcome.SILENT) {
            return;
        }
        throw Fault.expected(text("an answer that is over with its head", "到响应头就结束的响应"))
                .received(text(
                        "the next request on the connection had no answer within %d s", "同一连接上的下一个请求在 %d 秒内没有响应", 5))
                .why(text("the handler still holds the connection", "处理函数仍占用着连接"))
                .likely(text(
                        "the handler of GET waits for events, for a client that takes none",
                        "GET 的处理函数还在等事件，而客户端根本不接收"))
                .on(seen.head())
                .failure();
    }

    @Rule(
            id = "open/11",
            level = Level.INFO,
            en = "What other Accept headers get",
            zh = "其他 Accept 得到的响应",
            source = "RFC 9110 12.5.1")
    Text accepts(Observation seen) {
        return text(
                "application/json: %s · */*: %s · none: %s",
                "application/json：%s · */*：%s · 无：%s",
                answer(seen.accepting("application/json")),
                answer(seen.accepting("*/*")),
                answer(seen.accepting("")));
    }

    private static Text answer(Connection connection) {
        return connection
                .exchange()
                .head()
                .map(head -> same(WireText.escape(Clip.characters(
                        String.format(
                                        Locale.ROOT,
                                        "%d %s",
                                        head.status(),
                                        head.headers().first("Content-Type").orElse(""))
                                .strip(),
                        SHOWN))))
                .orElseGet(() -> text("no answer", "无响应"));
    }

    @Rule(
            id = "open/12",
            level = Level.MUST,
            en = "A 405 names the methods in Allow",
            zh = "405 要用 Allow 列出方法",
            source = "RFC 9110 15.5.6",
            hurtsEn = "Who asked by the wrong method is not told the right one.",
            hurtsZh = "用错方法的人得不到正确方法的提示。")
    void allow(Observation seen) {
        List<Connection> all = new ArrayList<>(seen.otherMethods());
        all.add(seen.main());
        all.add(seen.head());
        List<Connection> refusing = all.stream()
                .filter(answer -> answer.exchange()
                        .head()
                        .filter(head -> head.status() == 405)
                        .isPresent())
                .toList();
        if (refusing.isEmpty()) {
            throw new NotSeen(text("no 405 came", "没有收到 405"));
        }
        for (Connection answer : refusing) {
            ResponseHead head = answer.exchange().head().orElseThrow();
            if (!head.headers().has("Allow")) {
                throw Fault.expected(text("Allow with the methods there are", "Allow，列出可用的方法"))
                        .received(text("a 405 without Allow", "不带 Allow 的 405"))
                        .why(text("a 405 must name them", "405 必须列出它们"))
                        .likely(text("the route refuses by itself, without the framework", "路由自行拒绝，没有经过框架"))
                        .on(HeadTranscript.of(answer, "Allow", text("no Allow", "没有 Allow")))
                        .failure();
            }
        }
    }

    @Rule(
            id = "open/13",
            level = Level.MUST,
            en = "After Connection: close no further request is answered",
            zh = "Connection: close 之后不再响应请求",
            source = "RFC 9112 9.6",
            hurtsEn = "A proxy takes the answer to a forgotten request for that to another.",
            hurtsZh = "代理会把被遗忘请求的响应当成另一个请求的响应。")
    void closes(Observation seen) {
        requireHead(seen);
        boolean seenOne = false;
        for (boolean asked : new boolean[] {false, true}) {
            SecondRequest.Result reused = seen.reused(asked);
            boolean close = reused.first()
                    .filter(head -> head.headers().elements("Connection").contains("close"))
                    .isPresent();
            // Who is asked to close must do so as well, whether the answer says it or not.
            boolean toClose = reused.second() != SecondRequest.Outcome.NOT_SENT && (asked || close);
            seenOne |= toClose;
            if (toClose && reused.second() == SecondRequest.Outcome.ANSWERED) {
                throw Fault.expected(text("the connection closed behind the answer", "响应之后关闭连接"))
                        .received(
                                close
                                        ? text("a second request on it was answered, too", "同一连接上的第二个请求也得到了响应")
                                        : text(
                                                "a second request on it was answered, though the first said Connection: close",
                                                "第一个请求带有 Connection: close，同一连接上的第二个请求仍得到了响应"))
                        .why(text(
                                "a server that sends or receives close must close, and must not process further requests on the"
                                        + " connection",
                                "发送或收到 close 的服务器必须关闭连接，且不得再处理该连接上的请求"))
                        .likely(
                                close
                                        ? text(
                                                "the field is set, and the server keeps the connection all the same",
                                                "设置了该字段，但服务器仍保持连接")
                                        : text("the field of the request is not read", "没有读取请求的该字段"))
                        .on(HeadTranscript.of(
                                seen.head(), "Connection", text("asked again, answered again", "再次请求，再次响应")))
                        .failure();
            }
        }
        if (!seenOne) {
            throw new NotSeen(text("no request with Connection: close was answered", "没有带 Connection: close 的请求得到响应"));
        }
    }

    @Rule(
            id = "open/13b",
            level = Level.ADVICE,
            en = "A connection that is not closed is kept",
            zh = "没有声明关闭的连接要保持",
            source = "RFC 9112 9.3",
            hurtsEn = "Clients that reuse a connection lose a request now and then.",
            hurtsZh = "复用连接的客户端时不时会丢失请求。")
    void keeps(Observation seen) {
        requireHead(seen);
        SecondRequest.Result reused = seen.reused(false);
        if (reused.first().isEmpty()) {
            throw new NotSeen(text("HEAD had no whole answer", "HEAD 没有完整的响应"));
        }
        ResponseHead first = reused.first().get();
        boolean keeps = first.version().equals("HTTP/1.1")
                && !first.headers().elements("Connection").contains("close");
        if (!keeps) {
            throw new NotSeen(text("the answer says that the connection ends", "响应声明连接将关闭"));
        }
        if (reused.second() != SecondRequest.Outcome.CLOSED) {
            return;
        }
        throw Fault.expected(text(
                        "a second answer on the connection, or Connection: close in the first",
                        "同一连接上的第二个响应，或第一个响应带有 Connection: close"))
                .received(text("the server closed it without a word", "服务器没有声明就关闭了连接"))
                .why(text("without close, a client takes the connection for kept", "没有 close 时，客户端认为连接会保持"))
                .likely(text("the connection is closed by hand behind each answer", "每个响应之后手工关闭了连接"))
                .on(HeadTranscript.of(seen.head(), "Connection", text("no close", "没有 close")))
                .failure();
    }

    @Rule(
            id = "open/14",
            level = Level.SHOULD,
            en = "A redirect names its target in Location",
            zh = "重定向要用 Location 指明目标",
            source = "RFC 9110 10.2.2, 15.4",
            hurtsEn = "No client can follow, and EventSource gives up.",
            hurtsZh = "客户端无法跟随，EventSource 会放弃。")
    void redirectTarget(Observation seen) {
        int status = seen.mainHead().status();
        if (isRedirect(status)) {
            throw Fault.expected(text("a Location with the address of the stream", "带有流地址的 Location"))
                    .received(HeadTranscript.shown(seen.mainHead(), "Location"))
                    .why(text("a redirect without a target leads nowhere", "没有目标的重定向无处可去"))
                    .likely(text("the field is not set, or is no address", "没有设置该字段，或它不是地址"))
                    .on(HeadTranscript.of(seen.main(), "Location", text("no address", "没有地址")))
                    .failure();
        }
        if (seen.hops().isEmpty()) {
            throw new NotSeen(text("nothing redirects", "没有重定向"));
        }
    }

    private static boolean isRedirect(int status) {
        return Set.of(301, 302, 303, 307, 308).contains(status);
    }

    @Rule(
            id = "open/14b",
            level = Level.SHOULD,
            en = "No redirect from https to http",
            zh = "不从 https 重定向到 http",
            source = "Mixed Content 4",
            hurtsEn = "A page of https may not open the stream: browsers block it.",
            hurtsZh = "https 页面无法打开该流：浏览器会拦截。")
    void noDowngrade(Observation seen) {
        if (seen.hops().isEmpty()) {
            throw new NotSeen(text("nothing redirects", "没有重定向"));
        }
        List<Connection> all = new ArrayList<>(seen.hops());
        all.add(seen.main());
        for (int i = 0; i + 1 < all.size(); i++) {
            boolean from = all.get(i).request().uri().getScheme().equalsIgnoreCase("https");
            boolean to = all.get(i + 1).request().uri().getScheme().equalsIgnoreCase("http");
            if (from && to) {
                throw Fault.expected(text("https all the way", "全程 https"))
                        .received(HeadTranscript.shown(
                                all.get(i).exchange().head().orElseThrow(), "Location"))
                        .why(text("what https protected is plain from here on", "https 保护的内容从这里开始变成明文"))
                        .likely(text(
                                "the server behind a TLS proxy builds addresses from its own scheme",
                                "TLS 代理后面的服务器用自己的协议拼接地址"))
                        .on(HeadTranscript.of(all.get(i), "Location", text("http", "http")))
                        .failure();
            }
        }
    }

    @Rule(
            id = "open/15",
            level = Level.ADVICE,
            en = "An error is small, ends, and is no 200",
            zh = "错误响应要短小、会结束，且不是 200",
            source = "the field: errors inside a 200",
            hurtsEn = "A client takes the error for a stream, and comes back every few seconds.",
            hurtsZh = "客户端把错误当成流，每隔几秒重连一次。")
    void errors(Observation seen) {
        Connection missing = seen.missing();
        Optional<ResponseHead> head = missing.exchange().head();
        if (head.isEmpty()) {
            throw new NotSeen(text("an address that is not there had no answer", "不存在的地址没有响应"));
        }
        Text wrong = Text.NONE;
        if (head.get().status() == 200 && saysError(missing)) {
            wrong = text("a 200 whose body says that it is an error", "状态码是 200，内容却说是错误");
        } else if (head.get().status() >= 400 && missing.exchange().bodySize() > SMALL_ERROR) {
            wrong = text(
                    "an error of %d bytes", "长达 %d 字节的错误", missing.exchange().bodySize());
        } else if (head.get().status() >= 400 && !Observation.isEndedByServer(missing)) {
            wrong = text("an error that does not end", "不会结束的错误");
        }
        if (wrong.isEmpty()) {
            if (head.get().status() < 400) {
                throw new NotSeen(text(
                        "an address that is not there is answered with %d",
                        "不存在的地址得到 %d 响应", head.get().status()));
            }
            return;
        }
        throw Fault.expected(text("a small error with a status of its own, which ends", "短小、会结束、有自己状态码的错误"))
                .received(wrong)
                .why(text("the status is the only thing that every client looks at", "状态码是每个客户端都会查看的唯一信息"))
                .likely(text("the error is written into the stream that is open already", "错误写进了已经打开的流"))
                .on(missing)
                .failure();
    }

    private static boolean saysError(Connection answer) {
        boolean typed = answer.events().stream()
                .map(event -> event.item())
                .findFirst()
                .filter((StreamItem.Event event) -> event.type().equals("error"))
                .isPresent();
        return typed || answer.json().filter(json -> json.has("error")).isPresent();
    }

    private static ResponseHead head200(Observation seen) {
        ResponseHead head = seen.mainHead();
        if (head.status() != 200) {
            throw new NotSeen(text("the status is %d; mend open/1 first", "状态码是 %d；请先解决 open/1", head.status()));
        }
        if (head.framing() instanceof Framing.NoBody) {
            throw new NotSeen(text("the answer has no body", "响应没有内容"));
        }
        return head;
    }
}
