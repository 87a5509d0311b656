package workbook.checker.classroom.console;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import workbook.checker.http.WireLimits;
import workbook.checker.wire.WireRequest;
import workbook.checker.wire.WireSeries;

/** Many messages, one after another. */
final class MessageBurst {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private MessageBurst() {}

    static void send(URI base, int count, IntFunction<String> message) {
        try (WireSeries series = new WireSeries(WireLimits.DEFAULT)) {
            for (int i = 1; i <= count; i++) {
                byte[] body = message.apply(i).getBytes(StandardCharsets.UTF_8);
                series.ask(WireRequest.post(base.resolve("/messages"), "text/plain; charset=utf-8", body), LIMIT);
            }
        } catch (IOException e) {
            throw new Refusal(502, text("Not all were sent: %s.", "未能全部发送：%s。", e.getMessage()));
        }
    }
}
