package workbook.checker.probe;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.http.Framing;
import workbook.checker.http.ResponseHead;
import workbook.checker.server.Trouble;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** What every task expects of an answer that is an event stream. */
public final class Expectations {

    private static final String EVENT_STREAM = "text/event-stream";

    /** How every gzip member begins (RFC 1952 2.3.1). */
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /** Why an answer goes on that has neither chunks nor a length (RFC 9112 6.3), where nobody closes its connection. */
    public static final Text UNFRAMED = text(
            "the answer has neither \"Transfer-Encoding: chunked\" nor a length, so only the end of the connection ends it, and that stays open: write chunks, or close the connection behind the last event",
            "响应既没有分块，也没有长度，只有关闭连接才算结束，而连接一直开着：应当分块写出（Transfer-Encoding），或在最后一个事件之后关闭连接");

    private Expectations() {}

    /**
     * Requires status 200 and a content type that a browser reads as an event stream (HTML 9.2.2, 9.2.5).
     *
     * @throws CheckFailure if not
     */
    public static void requireEventStream(Probe probe, Connection connection) {
        ResponseHead head = probe.requireHead(connection);
        if (head.status() != 200) {
            throw Fault.expected(text("status 200", "状态码 200"))
                    .received(text("status %d %s", "状态码 %d %s", head.status(), WireText.escape(head.reason())))
                    .browser(text(
                            "EventSource gives up for good: error, readyState CLOSED",
                            "EventSource 彻底放弃：触发 error，readyState 为 CLOSED"))
                    .why(text("only 200 opens an event stream", "只有 200 才能打开事件流"))
                    .likely(causeOf(head.status(), connection))
                    .on(connection)
                    .failure();
        }
        requireContentType(connection, head);
        requireKnownTransferCoding(connection, head);
        requireHonestCoding(probe, connection, head);
    }

    /** A content coding is legal, but a body that is not in the coding it names reaches no page (RFC 9110 8.4). */
    private static void requireHonestCoding(Probe probe, Connection connection, ResponseHead head) {
        Optional<String> coding = head.headers().first("content-encoding").map(String::strip);
        if (coding.filter("gzip"::equalsIgnoreCase).isEmpty()) {
            return;
        }
        connection.await(() -> connection.body().length >= GZIP.length, probe.slack());
        byte[] begin = Arrays.copyOf(connection.body(), GZIP.length);
        if (connection.body().length >= GZIP.length && !Arrays.equals(begin, GZIP)) {
            throw Fault.expected(text(
                            "a body in gzip, as the head says, or no Content-Encoding",
                            "按响应头所说用 gzip 编码的响应体，或者没有 Content-Encoding"))
                    .received(text(
                            "Content-Encoding: gzip, and a body that is not", "Content-Encoding: gzip，而响应体不是 gzip"))
                    .browser(text(
                            "EventSource gives up for good: error, readyState CLOSED",
                            "EventSource 彻底放弃：触发 error，readyState 为 CLOSED"))
                    .why(text("a browser decodes what the head names", "浏览器按响应头写的编码来解码"))
                    .likely(text("a filter sets the header, and nothing compresses the stream", "某个过滤器设置了响应头，却没有压缩这个流"))
                    .on(connection)
                    .failure();
        }
    }

    /** A client that sends no TE takes chunked and no other transfer coding (RFC 9110 10.1.4, RFC 9112 7). */
    private static void requireKnownTransferCoding(Connection connection, ResponseHead head) {
        List<String> unknown = head.headers().elements("transfer-encoding").stream()
                .filter(coding -> !coding.equals("chunked"))
                .toList();
        if (!unknown.isEmpty()) {
            throw Fault.expected(text("%s, or no such header", "%s，或者没有这个响应头", same("Transfer-Encoding: chunked")))
                    .received(same("Transfer-Encoding: "
                            + WireText.escape(String.join(", ", head.headers().elements("transfer-encoding")))))
                    .why(text(
                            "a client need not know any other transfer coding than chunked (RFC 9112 7)",
                            "除分块编码之外，客户端不必认识任何传输编码（RFC 9112 第 7 节）"))
                    .likely(
                            unknown.contains("identity")
                                    ? text(
                                            "identity was taken out of HTTP/1.1; leave the header out, or write chunks",
                                            "identity 早已从 HTTP/1.1 中移除；去掉这个响应头，或者按分块写出")
                                    : text(
                                            "the header is set by hand; leave it to the server, or compress by Content-Encoding",
                                            "手工设置了这个响应头；应交给服务器，要压缩就用 Content-Encoding"))
                    .on(connection)
                    .failure();
        }
    }

    /** Any type that speaks of events or of streams, and is no media type that a server sends for another reason. */
    private static boolean isMisspelt(MediaType type) {
        String essence = type.essence();
        return essence.contains("event") || essence.startsWith("text/") && essence.contains("stream");
    }

    private static void requireContentType(Connection connection, ResponseHead head) {
        List<String> received = head.headers().all("content-type");
        List<MediaType> types = MediaType.all(received);
        Optional<MediaType> taken = MediaType.extracted(types);
        Fault fault = Fault.expected(same("Content-Type: text/event-stream"))
                .received(
                        received.isEmpty()
                                ? text("no Content-Type", "没有 Content-Type")
                                : same("Content-Type: " + WireText.escape(String.join(", ", received))))
                .browser(text(
                        "EventSource gives up for good: error, readyState CLOSED",
                        "EventSource 彻底放弃：触发 error，readyState 为 CLOSED"));
        boolean read = taken.filter(type -> type.essence().equals(EVENT_STREAM)).isPresent();
        boolean twice = types.stream().map(MediaType::essence).distinct().count() > 1;
        if (twice) {
            Fault differing = read
                    ? fault.browser(text("a browser takes the last one, and reads the stream", "浏览器取最后一个，能读取这个流"))
                    : fault;
            throw differing
                    .why(text(
                            "an answer has one media type; of two, a browser takes the last, and other clients the first",
                            "一个响应只有一种媒体类型；有两种时浏览器取最后一种，别的客户端取第一种"))
                    .likely(text(
                            "the header is added where it should be set, by two places of the program",
                            "程序里有两处各加了一次这个响应头；应当设置，而不是添加"))
                    .on(connection)
                    .failure();
        }
        if (!read) {
            throw fault.why(text("a browser reads events only from text/event-stream", "浏览器只从 text/event-stream 中读取事件"))
                    .likely(
                            taken.filter(Expectations::isMisspelt).isPresent()
                                    ? text(
                                            "the type is misspelt: text, a slash, event, a hyphen, stream",
                                            "类型拼错了：应为 text、斜杠、event、连字符、stream")
                                    : text(
                                            "the header is set too late or not at all; SseSink sets it for you, outputStream() does not",
                                            "响应头设置得太晚或根本没设置；SseSink 会自动设置，outputStream() 不会"))
                    .on(connection)
                    .failure();
        }
        Optional<String> charset = taken.flatMap(MediaType::charset);
        if (charset.isPresent() && !charset.get().equals("utf-8")) {
            throw fault.why(text(
                            "an event stream is always UTF-8; Chromium refuses any other charset",
                            "事件流永远是 UTF-8；Chromium 会拒绝其他 charset"))
                    .likely(text(
                            "a default charset of the framework; leave the parameter out or write utf-8",
                            "框架加了默认 charset；去掉该参数，或写成 utf-8"))
                    .on(connection)
                    .failure();
        }
    }

    private static Text causeOf(int status, Connection connection) {
        String path = connection.request().uri().getPath();
        String method = connection.request().method();
        if (status >= 500) {
            return text("the handler threw an exception", "处理函数抛出了异常");
        }
        return switch (status) {
            case 404, 405 ->
                text(
                        "no route for %s %s; look at routing(HttpRules)",
                        "没有 %s %s 对应的路由；检查 routing(HttpRules)", method, path);
            case 406 ->
                text(
                        "the request accepts text/event-stream, but the handler offers something else",
                        "请求接受的是 text/event-stream，处理函数提供的却是别的类型");
            case 400, 422 -> text("the handler took good input for bad", "处理函数把合法的输入当成了非法的");
            default -> text("the handler sets this status itself", "处理函数自己设置了这个状态码");
        };
    }

    /**
     * Requires a {@code Cache-Control} that keeps the stream out of caches (RFC 9111 section 5.2.2).
     *
     * @throws CheckFailure if not
     */
    public static void requireNotCached(Probe probe, Connection connection) {
        requireNotCached(
                probe,
                connection,
                text(
                        "a cache between you and the browser may keep the stream and play it again to others",
                        "中间的缓存可能会保存这个流，再播放给别人"),
                text("the header is missing; SseSink sets it for you", "缺少该响应头；SseSink 会自动设置"));
    }

    /**
     * Requires of any answer a {@code Cache-Control} that keeps it out of caches (RFC 9111 section 5.2.2).
     *
     * @param why what a cache would do to it
     * @param missing the likely cause where there is no such header at all
     * @throws CheckFailure if not
     */
    public static void requireNotCached(Probe probe, Connection connection, Text why, Text missing) {
        ResponseHead head = probe.requireHead(connection);
        boolean kept = head.headers().elements("cache-control").stream()
                .anyMatch(directive -> directive.equals("no-cache") || directive.equals("no-store"));
        if (!kept) {
            throw Fault.expected(text("Cache-Control with no-cache or no-store", "Cache-Control 含 no-cache 或 no-store"))
                    .received(head.headers()
                            .first("cache-control")
                            .map(value -> same("Cache-Control: " + WireText.escape(value)))
                            .orElse(text("no Cache-Control", "没有 Cache-Control")))
                    .why(why)
                    .likely(
                            head.headers().has("cache-control")
                                    ? text("the header is there, but lets a cache keep the answer", "有这个响应头，但它允许缓存保存响应")
                                    : missing)
                    .on(connection)
                    .failure();
        }
    }

    /**
     * Requires that the answer ends, by the framing of HTTP/1.1 (RFC 9112 section 6.3).
     *
     * @param limit how long it may take from now
     * @throws CheckFailure if the answer is cut, or has not ended at the limit
     */
    public static void requireCleanEnd(Connection connection, Duration limit) {
        Optional<End> end = connection.awaitEnd(limit);
        if (end.isPresent() && end.get() instanceof End.Complete) {
            return;
        }
        boolean unframed = isUntilClose(connection);
        Text cause = end.<Text>map(how -> how instanceof End.Cut
                        ? text(
                                "the socket was closed or the process ended in mid-answer; end the response instead (close the sink or stream)",
                                "套接字被关闭，或进程在响应中途退出；应当结束响应（关闭 sink 或输出流）")
                        : text("look at the output of your server", "看看服务器的输出"))
                .orElse(
                        unframed
                                ? UNFRAMED
                                : text(
                                        "the handler never ends, or it returns and leaves the response open: close the sink or stream, and return",
                                        "处理函数没有结束，或者返回了却没有结束响应：关闭 sink 或输出流，然后返回"));
        throw Fault.expected(text("a clean end of the answer", "响应正常结束"))
                .received(end.map(ExchangeEnding::inWords)
                        .orElse(text("still open after %.1f s", "%.1f 秒后仍未结束", seconds(limit))))
                .browser(
                        end.isPresent()
                                ? text("error, then it connects again", "触发 error，然后重新连接")
                                : text("waits on, in readyState OPEN", "继续等待，readyState 为 OPEN"))
                .why(text(
                        "a reader must be able to tell the end of a stream from a broken line", "客户端要能分清“流结束了”和“线路断了”"))
                .likely(cause)
                .on(connection)
                .failure();
    }

    /** Whether only the end of the connection ends this answer. */
    public static boolean isUntilClose(Connection connection) {
        return connection.exchange().head().stream()
                .map(ResponseHead::framing)
                .anyMatch(Framing.UntilClose.class::isInstance);
    }

    /**
     * Requires a stream that has not ended.
     *
     * @throws CheckFailure if the stream has ended; the finding says how
     */
    public static void requireOpen(Connection connection, Text why, Text likely) {
        connection.awaitEnd(Duration.ZERO).ifPresent(end -> {
            throw Fault.expected(text("the stream stays open", "流保持打开"))
                    .received(ExchangeEnding.inWords(end))
                    .browser(text("error, then it connects again", "触发 error，然后重新连接"))
                    .why(why)
                    .likely(likely)
                    .on(connection)
                    .failure();
        });
    }

    /**
     * The finding about a server that sent no status and headers.
     *
     * @param beside whether a stream of another connection goes on
     */
    static CheckFailure noAnswer(Connection connection, Duration limit, boolean beside) {
        Optional<End> end = connection.awaitEnd(Duration.ZERO);
        return Fault.expected(text("status and headers at once", "立即返回状态行和响应头"))
                .received(end.map(ExchangeEnding::inWords)
                        .orElse(text("nothing for %.1f s", "%.1f 秒内什么都没有", seconds(limit))))
                .why(text("a browser fires open only when the headers have arrived", "浏览器收到响应头后才会触发 open"))
                .likely(
                        end.isPresent()
                                ? text("look at the output of your server", "看看服务器的输出")
                                : causeOfSilence(connection.request().method(), beside))
                .on(connection)
                .failure();
    }

    private static Text causeOfSilence(String method, boolean beside) {
        boolean posted = method.equals("POST");
        if (beside) {
            return posted
                    ? text(
                            "the handler waits: for a lock that was not given back (unlock() belongs into finally) or that an open stream holds, or for room in a queue; or the server serves one connection at a time (in Python: ThreadingHTTPServer)",
                            "处理函数一直在等待：等一把没有释放的锁（unlock() 要写在 finally 里），或者被某个打开着的流占着的锁，或者等队列腾出空位；也可能服务器一次只服务一个连接（Python 请用 ThreadingHTTPServer）")
                    : text(
                            "the handler waits before it writes, or never flushes; or the server serves one connection at a time (in Python: ThreadingHTTPServer)",
                            "处理函数在写之前一直等待，或者没有 flush；也可能服务器一次只服务一个连接（Python 请用 ThreadingHTTPServer）");
        }
        return posted
                ? text(
                        "the handler waits: for a lock that was not given back (unlock() belongs into finally), or for room in a queue",
                        "处理函数一直在等待：等一把没有释放的锁（unlock() 要写在 finally 里），或者等队列腾出空位")
                : text("the handler waits before it writes, or never flushes", "处理函数在写之前一直等待，或者没有 flush");
    }

    /** The finding about a server that a check starts for itself, and that did not come up though the first one did. */
    static CheckFailure noServer(Trouble trouble) {
        return Fault.expected(text("the server starts again", "服务器能再次启动"))
                .received(trouble.sentence())
                .why(Text.same(trouble.detail()))
                .likely(trouble.next())
                .failure();
    }

    /**
     * Requires exactly as many events as wanted.
     *
     * @throws CheckFailure if not; it says what bytes that are no event may be
     */
    public static void requireEventCount(Connection connection, int wanted) {
        if (connection.events().size() != wanted) {
            throw FramingDiagnosis.explain(connection, wanted);
        }
    }

    /**
     * Requires at least one event in what has come so far.
     *
     * @throws CheckFailure if there is none; it says what bytes that are no event may be
     */
    public static void requireAnyEvent(Connection connection) {
        if (connection.eventCount() == 0) {
            throw FramingDiagnosis.explainNone(connection);
        }
    }

    /** A duration as a sentence shows it, in seconds. */
    public static double seconds(Duration duration) {
        return Seconds.number(duration);
    }

    static Text event(StreamItem.Event event) {
        return same(WireTranscript.browser(event));
    }
}
