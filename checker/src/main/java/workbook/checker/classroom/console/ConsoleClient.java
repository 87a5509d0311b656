package workbook.checker.classroom.console;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import workbook.checker.http.Bytes;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireLimits;
import workbook.checker.server.MachinePace;
import workbook.checker.text.Text;
import workbook.checker.wire.WireClient;
import workbook.checker.wire.WireExchange;
import workbook.checker.wire.WireRequest;

/** Sends requests to the server through the proxy, as a client of its own, so that the class sees them pass. */
record ConsoleClient(URI base) {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final WireLimits LIMITS = WireLimits.DEFAULT.withStored(64 << 10);

    /** A request that could not be sent, or was refused. */
    static final class SendFailure extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Text reason;

        SendFailure(Text reason) {
            super(reason.en());
            this.reason = reason;
        }

        Text reason() {
            return reason;
        }
    }

    /** A class sees a solution on a laptop that has a projector, a browser and a call to do. */
    private static Duration limit() {
        return MachinePace.now().stretch(LIMIT);
    }

    /** Sends a request and returns the exchange, which reads the answer to its end, however long that takes. */
    WireExchange send(WireRequest request) throws SendFailure {
        WireExchange exchange = WireClient.open(request, LIMITS, entry -> {});
        Optional<ResponseHead> head = exchange.awaitHead(limit());
        if (head.isEmpty()) {
            exchange.close();
            throw new SendFailure(Text.text("the server did not answer", "服务器没有响应"));
        }
        if (head.get().status() >= 400) {
            exchange.awaitEnd(limit());
            Bytes body = exchange.body();
            exchange.close();
            String words = body.slice(0, Math.min(200, body.size())).utf8().strip();
            throw new SendFailure(Text.text(
                    "the server answered %d: %s", "服务器返回 %d：%s", head.get().status(), words));
        }
        return exchange;
    }

    /** Sends a request and waits for the whole answer. */
    String ask(WireRequest request) throws SendFailure {
        try (WireExchange exchange = send(request)) {
            if (exchange.awaitEnd(limit()).isEmpty()) {
                throw new SendFailure(Text.text("the answer did not end", "响应没有结束"));
            }
            return exchange.body().utf8();
        }
    }
}
