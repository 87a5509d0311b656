package workbook;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import workbook.model.Model;

/** Takes questions, and streams the model's answer to each while it is being made. */
final class AiStreamService implements HttpService {

    private final Model model;
    private final Duration interval;

    AiStreamService(Config config) {
        model = Model.of(config.get("model"));
        interval = config.get("heartbeat.interval").as(Duration.class).get();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/questions", this::accept).get("/questions/{id}/events", this::events);
    }

    /** {@link QuestionJson} reads the question for you. */
    private void accept(ServerRequest req, ServerResponse res) throws IOException {
        // TODO 1: keep the question under a new id, then answer 201
        // TODO 2: answer 400 when there is none, and 404 below when the id is unknown
        res.status(Status.NOT_IMPLEMENTED_501).send("POST /questions is not written yet\n");
    }

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 3: open the sink before the model is asked
        // TODO 4: ask the model on a thread of its own
        // TODO 5: take each piece from a queue, and emit it as a token
        // TODO 6: put it into JSON
        // TODO 7: emit done when the model has returned
        // TODO 8: emit failed when it has thrown
        // TODO 9: keep queue and thread in this method
        // TODO 10: ask only for whoever comes first
        // TODO 11: wait for a piece no longer than the interval, then emit a comment
        // TODO 12: go on waiting until the model gives up
        // TODO 13: interrupt the thread in any case
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /questions/{id}/events is not written yet\n");
    }
}
