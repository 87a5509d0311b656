package workbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.config.Config;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import workbook.Generation.Step;
import workbook.model.Model;

/** Takes questions, and streams the model's answer to each while it is being made. */
final class AiStreamService implements HttpService {

    private static final SseEvent HEARTBEAT =
            SseEvent.builder().comment("heartbeat").build();

    /** Answers in the making at once. Each has two threads, a connection to the model, and up to 256 KiB that wait. */
    private static final int MOST = 100;

    private final Semaphore free = new Semaphore(MOST);
    private final Model model;
    private final Duration interval;
    private final Questions questions = new Questions();

    AiStreamService(Config config) {
        this(
                Model.of(config.get("model")),
                config.get("heartbeat.interval").as(Duration.class).get());
    }

    /** Refuses an unusable interval when the server starts, not when the first question comes. */
    AiStreamService(Model model, Duration interval) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("heartbeat.interval is " + interval + ", but must be more than nothing");
        }
        this.model = model;
        this.interval = interval;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/questions", this::accept).get("/questions/{id}/events", this::events);
    }

    private void accept(ServerRequest req, ServerResponse res) throws IOException {
        String question;
        try {
            question = QuestionJson.read(req);
        } catch (IllegalArgumentException e) {
            refuse(res, Status.BAD_REQUEST_400, e.getMessage());
            return;
        }
        String id = questions.add(question);
        json(res.status(Status.CREATED_201), object().put("id", id).put("events", "/questions/" + id + "/events"));
    }

    /**
     * Answers a question once. An EventSource gives up on any status but 200, so it never asks twice, even if its page
     * forgot to close it.
     */
    private void events(ServerRequest req, ServerResponse res) {
        Optional<Question> question = questions.find(req.path().pathParameters().get("id"));
        if (question.isEmpty()) {
            refuse(res, Status.NOT_FOUND_404, "no such question");
        } else if (!free.tryAcquire()) {
            res.header(HeaderNames.RETRY_AFTER, "1");
            refuse(res, Status.SERVICE_UNAVAILABLE_503, "too many are answered at this moment; come back later");
        } else {
            try {
                answer(question.get(), res);
            } finally {
                free.release();
            }
        }
    }

    private void answer(Question question, ServerResponse res) {
        if (question.claim()) {
            stream(question, res);
        } else {
            refuse(res, Status.GONE_410, "this question was answered already; ask it again");
        }
    }

    /**
     * When the reader has gone, a write fails, and leaving the block stops the model. The exception passes through to
     * Helidon, which closes the connection without logging it.
     */
    private void stream(Question question, ServerResponse res) {
        try (SseSink sink = res.sink(SseSink.TYPE);
                Generation generation = Generation.start(model, question.text())) {
            relay(generation, sink);
        } catch (InterruptedException e) {
            // The server is stopping. Sink and model are closed by now; there is nothing left to do but return.
        }
    }

    private void relay(Generation generation, SseSink sink) throws InterruptedException {
        long begun = System.nanoTime();
        int tokens = 0;
        while (true) {
            switch (generation.next(interval)) {
                case null -> sink.emit(HEARTBEAT);
                case Step.Token(String text) -> {
                    sink.emit(event("token", object().put("text", text)));
                    tokens++;
                }
                case Step.Done() -> {
                    long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                    sink.emit(event("done", object().put("tokens", tokens).put("ms", ms)));
                    return;
                }
                case Step.Failed(String message) -> {
                    sink.emit(event("failed", object().put("message", message)));
                    return;
                }
            }
        }
    }

    /** An event whose data is one line, whatever the text: JSON writes a line break in it as \n. */
    private static SseEvent event(String type, ObjectNode data) {
        return SseEvent.builder().name(type).data(data.toString()).build();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void refuse(ServerResponse res, Status status, String error) {
        json(res.status(status), object().put("error", error));
    }

    private static void json(ServerResponse res, ObjectNode body) {
        res.header(HeaderValues.CONTENT_TYPE_JSON).send(body.toString());
    }
}
