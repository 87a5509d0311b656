package workbook;

import io.helidon.config.Config;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Answers questions, word by word. Given: the work of this task is done in the browser. */
final class FetchStreamService implements HttpService {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private final String text;
    private final String token;
    private final Duration think;
    private final Duration heartbeat;
    private final Duration delay;
    private final Duration retry;
    private final int wordsOfAConnection;

    FetchStreamService(Config ask) {
        text = ask.get("answer").asString().get();
        token = ask.get("token").asString().get();
        think = ask.get("think").as(Duration.class).get();
        heartbeat = ask.get("heartbeat").as(Duration.class).get();
        delay = ask.get("delay").as(Duration.class).get();
        retry = ask.get("retry").as(Duration.class).get();
        wordsOfAConnection = ask.get("words").asInt().get();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/ask", this::ask);
    }

    private void ask(ServerRequest req, ServerResponse res) throws IOException {
        try {
            Answer answer = Answer.to(Question.read(req, token), text);
            int seen = req.headers().first(LAST_EVENT_ID).map(answer::seen).orElse(0);
            stream(res, answer, seen);
        } catch (Question.Refused e) {
            e.send(res);
        } catch (InterruptedException e) {
            // The server is stopping. The stream ends here; the page will reconnect to the next process.
        }
    }

    private void stream(ServerResponse res, Answer answer, int seen) throws IOException, InterruptedException {
        res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        try (OutputStream out = res.outputStream()) {
            send(out, "retry: " + retry.toMillis() + "\n\n");
            if (seen == 0) {
                think(out);
            }
            int last = Math.min(answer.words().size(), seen + wordsOfAConnection);
            for (int number = seen + 1; number <= last; number++) {
                Thread.sleep(delay);
                send(out, word(answer, number));
            }
            if (last == answer.words().size()) {
                send(out, "event: done\ndata: " + last + "\n\n");
            }
        }
    }

    /** Waits, and sends comments, which dispatch nothing: only a failing write shows that the page has gone. */
    private void think(OutputStream out) throws IOException, InterruptedException {
        for (Duration left = think; left.isPositive(); left = left.minus(heartbeat)) {
            Thread.sleep(left.compareTo(heartbeat) < 0 ? left : heartbeat);
            send(out, ": thinking\n\n");
        }
    }

    private static String word(Answer answer, int number) {
        StringBuilder block = new StringBuilder("event: word\nid: " + answer.id(number) + "\n");
        for (String line : answer.words().get(number - 1).split("\r\n|\r|\n", -1)) {
            block.append("data: ").append(line).append('\n');
        }
        return block.append('\n').toString();
    }

    private static void send(OutputStream out, String block) throws IOException {
        out.write(block.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
