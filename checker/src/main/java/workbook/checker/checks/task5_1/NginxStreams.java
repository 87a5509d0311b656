package workbook.checker.checks.task5_1;

import static workbook.checker.probe.Expectations.seconds;
import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * What becomes of a stream behind the learner's nginx. Each is measured; what stands in the file is named as the cause.
 * Where nginx is not installed, what the file says is all there is to judge by.
 */
final class NginxStreams {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int BEATS = 3;

    /** When nothing was taken for so long, nothing more will be. */
    private static final Duration STILL = Duration.ofSeconds(1);

    private static final SecondLook LOOKS = new SecondLook(2);

    private final Probe probe;
    private final NginxFront front;
    private final String accel;

    private NginxStreams(Probe probe, NginxFront front, String accel) {
        this.probe = probe;
        this.front = front;
        this.accel = accel;
    }

    static NginxStreams open(Probe probe) {
        NginxFront front = NginxFront.read(probe);
        Connection direct = probe.get("/events");
        Expectations.requireEventStream(probe, direct);
        return new NginxStreams(probe, front, NginxFront.accel(direct));
    }

    /** What the limits of the same file do against strangers. */
    NginxStrangers strangers() {
        return new NginxStrangers(probe, front);
    }

    /** The learner's own server answers, and its messages come through. */
    void requireAnswer() {
        String version = front.conf()
                .inForce("proxy_http_version")
                .map(directive -> directive.argument())
                .orElse("1.0");
        URI stream = front.measured(
                version.equals("1.0"),
                unknown -> noAnswer(unknown).failure(),
                () -> front.start(probe.at("http", "127.0.0.1", "/").getPort(), 1, false));
        Connection connection = probe.getFrom(stream);
        Optional<ResponseHead> head = connection.awaitHead(probe.answer());
        if (head.isEmpty() || head.get().status() != 200) {
            throw noAnswer(head.map(got -> text("status %d", "状态码 %d", got.status()))
                            .orElse(text("no answer", "没有响应")))
                    .on(connection)
                    .failure();
        }
        Channel channel = new Channel(probe, new TextPosting());
        Posted posted = channel.post();
        if (!connection.await(
                () -> connection.events().stream().anyMatch(event -> posted.isIn(event.item())), probe.answer())) {
            throw Fault.expected(text("a message that is posted comes through nginx", "提交的消息穿过 nginx 到达"))
                    .received(text("nothing for %.1f s", "%.1f 秒内什么都没有", seconds(probe.answer())))
                    .why(text("a proxy must pass on what comes, when it comes", "代理要即来即转"))
                    .likely(front.place("proxy_buffering"))
                    .on(connection)
                    .failure();
        }
    }

    private Fault noAnswer(Text received) {
        return Fault.expected(text("status 200 and the stream, through nginx", "经过 nginx 得到 200 和这个流"))
                .received(received)
                .browser(text(
                        "EventSource gives up for good: error, readyState CLOSED",
                        "EventSource 彻底放弃：触发 error，readyState 为 CLOSED"))
                .why(text(
                        "unless it is told otherwise, nginx before 1.29.7 speaks HTTP/1.0 to the server behind it, which knows no chunks; Helidon closes such a connection, and nginx says 502",
                        "不另行说明的话，1.29.7 之前的 nginx 对后面的服务器讲 HTTP/1.0，它没有分块；Helidon 会关闭这样的连接，nginx 就报 502"))
                .likely(text(
                        "%s; it must be 1.1, where proxy_pass stands or in a block around it",
                        "%s；应为 1.1，写在 proxy_pass 旁边或它外层的块里", front.place("proxy_http_version")));
    }

    /** A client that takes nothing is felt by the server, and not swallowed by nginx. */
    void requireNoBuffering() {
        boolean off = front.conf()
                        .inForce("proxy_buffering")
                        .filter(directive -> directive.argument().equals("off"))
                        .isPresent()
                || accel.toLowerCase(Locale.ROOT).contains(": no\r\n");
        try (Upstream upstream = Upstream.start(accel, HEARTBEAT)) {
            URI stream = front.measured(
                    !off, unknown -> buffered(unknown).failure(), () -> front.start(upstream.port(), 1, false));
            // It reads nothing from the start: what it took on a busy machine would be taken for what nginx keeps.
            probe.getFromWithSmallBuffers(URI.create(stream + "?flood")).stopReading();
            long taken =
                    upstream.awaitTaken(probe.answer(), probe.stretch(STILL).plus(probe.slack()));
            if (taken >= Upstream.FLOOD) {
                throw buffered(text(
                                "%d MB taken for a client that reads nothing, and no end of it",
                                "客户端什么都不读，它却收下了 %d MB，而且没有尽头", taken >> 20))
                        .failure();
            }
        }
    }

    private Fault buffered(Text received) {
        return Fault.expected(text("nginx stops taking when the client stops reading", "客户端停止读取，nginx 也停止收取"))
                .received(received)
                .browser(text("reads on, and gets what is minutes old before what is new", "继续读时，先读到的是几分钟前的旧消息，新的排在后面"))
                .why(text(
                        "a proxy that buffers writes the stream into its own files: no queue of the server ever fills up, and no slow reader is ever noticed",
                        "会缓冲的代理把流写进自己的文件：服务器的队列永远不满，慢读者永远发现不了"))
                .likely(text(
                        "%s, and the server sends no X-Accel-Buffering: no; it must be off",
                        "%s，服务器也没有发送 X-Accel-Buffering: no；应当设为 off", front.place("proxy_buffering")));
    }

    /** A stream on which only heartbeats come is not cut. */
    void requirePatience() {
        Optional<Duration> timeout = NginxCopy.readTimeout(front.conf());
        boolean suspect =
                timeout.filter(limit -> limit.compareTo(HEARTBEAT) <= 0).isPresent();
        // What a timeout is longer than the heartbeat shrinks with it, and on a busy machine must still be more than a
        // hold-up.
        Duration beat = probe.fast()
                ? probe.stretch(probe.duration("heartbeat.interval").dividedBy(3))
                : HEARTBEAT;
        int factor = Math.max(1, Math.toIntExact(HEARTBEAT.dividedBy(beat)));
        // A timeout that is no longer than the heartbeat wins some races and loses others. Here the heartbeat is late.
        try (Upstream upstream = Upstream.start(accel, suspect ? beat.multipliedBy(2) : beat)) {
            URI stream = front.measured(
                    suspect,
                    unknown -> impatient(unknown).failure(),
                    () -> front.start(upstream.port(), factor, false));
            LOOKS.require(
                    probe.getFrom(stream),
                    () -> probe.getFrom(stream),
                    connection -> survives(connection, beat)
                            ? Optional.empty()
                            : Optional.of(impatient(cut(connection, factor))
                                    .on(connection)
                                    .failure()));
        }
    }

    private boolean survives(Connection connection, Duration beat) {
        return connection.await(
                () -> connection.items(StreamItem.Comment.class).size() >= BEATS,
                beat.multipliedBy(BEATS).plus(probe.answer()));
    }

    private static Text cut(Connection connection, int factor) {
        double at = connection.endedAt().map(Expectations::seconds).orElse(0.0);
        return factor == 1
                ? text("cut after %.1f s", "%.1f 秒后被切断", at)
                : text(
                        "cut after %.1f s, which is %.0f s on the real clock",
                        "%.1f 秒后被切断，相当于真实的 %.0f 秒", at, at * factor);
    }

    private Fault impatient(Text received) {
        return Fault.expected(text(
                        "a stream on which only a heartbeat comes every %d s stays open",
                        "每 %d 秒只有一次心跳的流保持打开", HEARTBEAT.toSeconds()))
                .received(received)
                .browser(text("error, and connects again, over and over", "触发 error，然后重连，周而复始"))
                .why(text(
                        "proxy_read_timeout is the longest silence that nginx accepts from the server; the heartbeat must come sooner",
                        "proxy_read_timeout 是 nginx 能容忍服务器沉默的最长时间；心跳必须比它早到"))
                .likely(text("%s; make it three or four heartbeats", "%s；设成心跳的三四倍", front.place("proxy_read_timeout")));
    }

    /** Over TLS nginx speaks HTTP/2 with a browser. */
    void requireHttp2() {
        boolean offered = front.conf().listens().stream().anyMatch(listen -> listen.has("ssl"))
                && (front.conf().listens().stream().anyMatch(listen -> listen.has("http2"))
                        || front.conf()
                                .proxies()
                                .flatMap(place -> place.inForce("http2").stream())
                                .anyMatch(directive -> directive.argument().equals("on")));
        try (Upstream upstream = Upstream.start(accel, HEARTBEAT)) {
            URI stream = front.measured(
                    !offered, unknown -> noHttp2(unknown).failure(), () -> front.start(upstream.port(), 1, true));
            if (stream.getScheme().equals("http")) {
                throw noHttp2(text("no listen with ssl", "没有带 ssl 的 listen")).failure();
            }
            SecureStream got = SecureStream.open(stream, probe.certificate().trust(), probe.answer());
            if (!got.isHttp2Stream()) {
                throw noHttp2(got.inWords()).failure();
            }
        }
    }

    private static Fault noHttp2(Text received) {
        return Fault.expected(text("the stream over TLS and HTTP/2 at nginx", "nginx 通过 TLS 和 HTTP/2 提供这个流"))
                .received(received)
                .browser(text(
                        "over HTTP/1.1 at most six streams open for all tabs together", "HTTP/1.1 下，所有标签页合计最多打开六个流"))
                .why(text(
                        "browsers speak HTTP/2 over TLS only; there all streams share one connection",
                        "浏览器只在 TLS 之上讲 HTTP/2；那里所有的流共用一个连接"))
                .likely(text(
                        "a %s with ssl and http2 is missing beside the proxy_pass",
                        "proxy_pass 旁边缺少带 ssl 和 http2 的 %s", same("listen")));
    }
}
