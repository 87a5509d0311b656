package workbook.checker.checks.task5_1;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static workbook.checker.probe.Expectations.seconds;
import static workbook.checker.text.Text.text;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import workbook.checker.checks.task5_1.NginxConf.Directive;
import workbook.checker.http.Bytes;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/**
 * What strangers can do behind the learner's nginx. Times and numbers of the file are made smaller by one factor, so that
 * the limits of the contract (5.1 C17 to C19) are met with few connections and in little time.
 */
final class NginxStrangers {

    private static final String HEAD_TIMEOUT = "client_header_timeout";
    private static final String BODY_TIMEOUT = "client_body_timeout";
    private static final String BODY_SIZE = "client_max_body_size";
    private static final String CONNECTIONS = "limit_conn";

    private static final int FACTOR = 20;
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final int STREAMS = 1000;
    private static final int LONG = 1 << 20;

    private static final Duration DRIP = Duration.ofMillis(50);
    private static final Bytes DROP = Bytes.ofLatin1("x");
    private static final byte[] TEXT = "half a message".getBytes(US_ASCII);
    private static final SecondLook LOOKS = new SecondLook(2);

    private final Probe probe;
    private final NginxFront front;

    NginxStrangers(Probe probe, NginxFront front) {
        this.probe = probe;
        this.front = front;
    }

    void requireLimits() {
        Optional<Function<Text, CheckFailure>> missing = missing();
        // Nobody is answered but the many streams at the end, which need no heartbeat.
        try (Upstream upstream = Upstream.start("", WHOLE)) {
            URI stream = front.measured(
                    missing.isPresent(),
                    unknown -> missing.orElseThrow().apply(unknown),
                    () -> front.start(upstream.port(), false, NginxStrangers::smaller));
            URI messages = stream.resolve("/messages");
            requireEndOfHead(stream);
            requireEndOfBody(messages, upstream);
            requireSmallBody(messages, upstream);
            requireFewStreams(stream);
        }
    }

    private static NginxCopy smaller(NginxCopy copy) {
        return copy.faster(HEAD_TIMEOUT, FACTOR).faster(BODY_TIMEOUT, FACTOR).fewerConnections(FACTOR);
    }

    /** The first limit that the file does not have, where that alone is a fault. */
    private Optional<Function<Text, CheckFailure>> missing() {
        return Stream.<Limit>of(
                        new Limit(HEAD_TIMEOUT, this::endlessHead),
                        new Limit(BODY_TIMEOUT, this::endlessBody),
                        new Limit(BODY_SIZE, this::longBody),
                        new Limit(CONNECTIONS, this::manyStreams))
                .filter(limit -> front.conf().inForce(limit.name()).isEmpty())
                .<Function<Text, CheckFailure>>map(
                        limit -> received -> limit.fault().apply(received).failure())
                .findFirst();
    }

    private record Limit(String name, Function<Text, Fault> fault) {}

    /** How long a request may stay unfinished here. */
    private Duration whole() {
        return WHOLE.dividedBy(FACTOR).plus(probe.slack());
    }

    private void requireEndOfHead(URI stream) {
        requireEnd(() -> dripping(stream), this::endlessHead);
    }

    /** A request whose head goes on and on: a header field that gets a byte every moment. */
    private Connection dripping(URI stream) {
        Connection connection =
                probe.send(WireRequest.get(stream).with("X-Stranger", "x").holdingBack("\r\n\r\n".length()));
        long deadline = System.nanoTime() + whole().toNanos();
        while (!connection.await(() -> isOver(connection), DRIP) && System.nanoTime() < deadline) {
            connection.exchange().send(DROP);
        }
        return connection;
    }

    private void requireEndOfBody(URI messages, Upstream upstream) {
        int before = upstream.connections();
        Connection last = requireEnd(() -> halfBody(messages), this::endlessBody);
        if (upstream.connections() > before) {
            throw endlessBody(
                            text("nginx asked the server while half of the body was missing", "请求体还缺一半，nginx 就去找服务器了"))
                    .likely(front.place("proxy_request_buffering"))
                    .on(last)
                    .failure();
        }
    }

    private Connection halfBody(URI messages) {
        Connection connection = probe.send(
                WireRequest.post(messages, "text/plain; charset=utf-8", TEXT).holdingBack(TEXT.length / 2));
        connection.await(() -> isOver(connection), whole());
        return connection;
    }

    /** nginx ends some in silence, and others with status 408. */
    private Connection requireEnd(Supplier<Connection> request, Function<Text, Fault> fault) {
        return LOOKS.require(
                request.get(),
                request,
                connection -> isOver(connection)
                        ? Optional.empty()
                        : Optional.of(fault.apply(text(
                                        "still open after %.1f s, which is %.0f s on the real clock",
                                        "%.1f 秒后仍然打开，相当于真实的 %.0f 秒", seconds(whole()), seconds(whole()) * FACTOR))
                                .on(connection)
                                .failure()));
    }

    private static boolean isOver(Connection connection) {
        return connection.end().isPresent() || connection.exchange().head().isPresent();
    }

    private void requireSmallBody(URI messages, Upstream upstream) {
        int before = upstream.connections();
        Connection connection = probe.send(WireRequest.post(
                messages, "text/plain; charset=utf-8", "x".repeat(LONG).getBytes(US_ASCII)));
        connection.await(() -> isOver(connection), probe.answer());
        if (upstream.connections() > before) {
            throw longBody(text("nginx passed all of it on to the server", "nginx 把它全部转给了服务器"))
                    .on(connection)
                    .failure();
        }
    }

    private void requireFewStreams(URI stream) {
        List<Connection> all = probe.atOnce(STREAMS / FACTOR, number -> {
            Connection connection = probe.getFrom(stream);
            connection.await(() -> isOver(connection), probe.answer());
            return connection;
        });
        if (all.stream().anyMatch(connection -> !isOpen(connection))) {
            return;
        }
        Optional<String> key = front.conf().inForce(CONNECTIONS).flatMap(this::key);
        if (key.isPresent() && !Set.of("$binary_remote_addr", "$remote_addr").contains(key.get())) {
            throw new CheckSkipped(text(
                    "limit_conn counts by %s, which may leave out the address of this machine",
                    "limit_conn 按 %s 计数，本机地址可能不在其中", key.get()));
        }
        throw manyStreams(text(
                        "all of %d, which are %d with the numbers of your file",
                        "%d 个全部打开，按你文件里的数字相当于 %d 个", all.size(), STREAMS))
                .on(all.getFirst())
                .failure();
    }

    private static boolean isOpen(Connection connection) {
        return connection.exchange().head().filter(head -> head.status() == 200).isPresent();
    }

    /** What a limit counts by. */
    private Optional<String> key(Directive limit) {
        return front.conf()
                .all("limit_conn_zone")
                .filter(zone -> zone.arguments().stream()
                        .anyMatch(word -> word.value().startsWith("zone=" + limit.argument() + ":")))
                .map(Directive::argument)
                .findFirst();
    }

    private Fault endlessHead(Text received) {
        return Fault.expected(text(
                        "a head that is not whole after %d s ends its connection (here everything is %d times faster)",
                        "请求头 %d 秒后还不完整，连接就结束（这里一切都快 %d 倍）", WHOLE.toSeconds(), FACTOR))
                .received(received)
                .why(text(
                        "whoever sends a byte now and then holds a connection for nothing; some thousands of them, and nobody else gets one",
                        "偶尔发一个字节，就能白白占住一个连接；有几千个这样的连接，别人就再也连不上了"))
                .likely(briefly(HEAD_TIMEOUT));
    }

    private Fault endlessBody(Text received) {
        return Fault.expected(text(
                        "a body that stands still for %d s ends its connection, and the server hears nothing of it (here everything is %d times faster)",
                        "请求体停顿 %d 秒，连接就结束，服务器对此一无所知（这里一切都快 %d 倍）", WHOLE.toSeconds(), FACTOR))
                .received(received)
                .why(text(
                        "Helidon 4.5 waits for the rest of a body without a limit, and its shutdown waits with it",
                        "Helidon 4.5 会无限期地等待请求体的剩余部分，停机也跟着等"))
                .likely(briefly(BODY_TIMEOUT));
    }

    /** Where a time stands, and how long it should be. */
    private Text briefly(String name) {
        return text("%s; some ten seconds are plenty", "%s；十秒左右就足够了", front.place(name));
    }

    private Fault longBody(Text received) {
        return Fault.expected(text(
                        "a body of one megabyte is refused, and the server hears nothing of it",
                        "一兆字节的请求体被拒绝，服务器对此一无所知"))
                .received(received)
                .why(text(
                        "nginx keeps a body until it is whole: whoever may send much fills its disk, and then the server",
                        "nginx 要把请求体收完整才转发：允许发送得越多，越容易先占满它的磁盘，再占满服务器"))
                .likely(text(
                        "%s; a message has 64 KB at most, and 1m is what nginx takes unless it is told otherwise",
                        "%s；一条消息最多 64 KB，而 nginx 不另行说明时接受 1m", front.place(BODY_SIZE)));
    }

    private Fault manyStreams(Text received) {
        return Fault.expected(text(
                        "nginx refuses some of %d streams that one address opens",
                        "同一个地址打开 %d 个流，nginx 会拒绝其中一部分", STREAMS))
                .received(received)
                .why(text(
                        "each stream takes two of the worker_connections of nginx and one of the connections of the server, for as long as it lasts",
                        "每个流在整个存续期间占用 nginx 的两个 worker_connections 和服务器的一个连接"))
                .likely(text(
                        "%s; it needs a limit_conn_zone by $binary_remote_addr",
                        "%s；它需要按 $binary_remote_addr 划分的 limit_conn_zone", front.place(CONNECTIONS)));
    }
}
