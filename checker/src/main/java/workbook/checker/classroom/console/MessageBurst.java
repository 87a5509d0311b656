package workbook.checker.classroom.console;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;
import workbook.checker.http.WireLimits;
import workbook.checker.server.MachinePace;
import workbook.checker.wire.WireSeries;
import workbook.checker.workbook.ConsoleInput.Post;

/** Many messages, one after another on one connection. */
final class MessageBurst {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private MessageBurst() {}

    static void send(ConsoleClient client, Post post, int count, IntFunction<String> message) {
        Duration limit = MachinePace.now().stretch(LIMIT);
        try (WireSeries series = new WireSeries(WireLimits.DEFAULT)) {
            for (int i = 1; i <= count; i++) {
                series.ask(SendAction.request(client, post, message.apply(i)), limit);
            }
        } catch (IOException e) {
            throw new Refusal(502, text("Not all were sent: %s.", "未能全部发送：%s。", e.getMessage()));
        }
    }
}
