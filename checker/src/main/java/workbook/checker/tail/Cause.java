package workbook.checker.tail;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireLimits;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.server.Secrets;
import workbook.checker.text.Text;
import workbook.checker.wire.WireClient;
import workbook.checker.wire.WireExchange;
import workbook.checker.wire.WireRequest;

/** The request that causes an event. It is sent beside the stream, and what became of it is said there. */
final class Cause {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final WireLimits LIMITS =
            WireLimits.DEFAULT.withStored(64 << 10).withTotal(1 << 20);

    private final Optional<WireRequest> request;
    private final Optional<SSLContext> trust;
    private final Queue<Text> remarks = new ConcurrentLinkedQueue<>();

    /** @param trust which certificates are accepted; empty for those that this Java trusts */
    Cause(Optional<WireRequest> request, Optional<SSLContext> trust) {
        this.request = request;
        this.trust = trust;
    }

    void send() {
        request.ifPresent(post -> Thread.ofVirtual().name("tail-post").start(() -> remarks.add(answer(post))));
    }

    Optional<Text> takeRemark() {
        return Optional.ofNullable(remarks.poll());
    }

    private Text answer(WireRequest post) {
        String where = Secrets.masked(post.uri()).toString();
        try (WireExchange exchange = WireClient.open(post, LIMITS, entry -> {}, trust)) {
            Optional<ResponseHead> head = exchange.awaitHead(LIMIT);
            return head.map(answer -> text("POST %s: status %d", "POST %s：状态码 %d", where, answer.status()))
                    .orElseGet(() -> text(
                            "POST %s: %s",
                            "POST %s：%s",
                            where,
                            exchange.end()
                                    .map(ExchangeEnding::inWords)
                                    .orElse(text("no answer within 30 s", "30 秒内没有响应"))));
        }
    }
}
