package workbook;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/**
 * Takes notifications, lists the newest, and streams new ones. A client that comes back gets what it missed, or learns
 * that it is gone.
 */
final class NotificationsService implements HttpService {

    private final NotificationLog log;
    private final Duration retry;

    NotificationsService(Config notifications) {
        log = new NotificationLog(notifications.get("history").asInt().get());
        retry = notifications.get("retry").as(Duration.class).get();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events)
                .get("/notifications", this::history)
                .post("/notifications", this::publish);
    }

    private void events(ServerRequest req, ServerResponse res) {
        // TODO 1: open the stream before anything is there to send
        // TODO 4: write each notification that comes next
        // TODO 5: take the place before the headers leave
        // TODO 7: send a reset to a client that missed what is gone
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /events is not written yet\n");
    }

    private void history(ServerRequest req, ServerResponse res) {
        // TODO 3: show what is kept, oldest first
        res.status(Status.NOT_IMPLEMENTED_501).send("GET /notifications is not written yet\n");
    }

    private void publish(ServerRequest req, ServerResponse res) {
        // TODO 2: take the notification and answer with it
        res.status(Status.NOT_IMPLEMENTED_501).send("POST /notifications is not written yet\n");
    }
}
