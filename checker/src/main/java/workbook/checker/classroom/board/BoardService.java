package workbook.checker.classroom.board;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import workbook.checker.classroom.serving.RequestOrigin;
import workbook.checker.classroom.serving.TextBody;

/** Takes the reports of learners' checks, and streams the board to its pages. */
final class BoardService implements HttpService {

    /** The most bytes of a report. One of all tasks has 4 KB. */
    static final int LARGEST = 32 * 1024;

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final String BEARER = "Bearer ";

    /** A learner who saves all the time checks every second; a whole class that mistypes the code has one address. */
    private final RateLimit messages = new RateLimit(30, Duration.ofMillis(500));

    private final RateLimit mistakes = new RateLimit(60, Duration.ofSeconds(1));

    private final Board board;
    private final BoardFile journal;
    private final TaskCatalogue catalogue;

    BoardService(Board board, BoardFile journal, TaskCatalogue catalogue) {
        this.board = board;
        this.journal = journal;
        this.catalogue = catalogue;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/reports", this::report).get("/events", this::events).get("/workbook.json", this::workbook);
    }

    // --- reports of learners

    private void report(ServerRequest req, ServerResponse res) throws IOException {
        String given = req.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (!given.startsWith(BEARER) || !isCode(given.substring(BEARER.length()))) {
            if (mistakes.take(req.remotePeer().host())) {
                refuse(res, Status.UNAUTHORIZED_401, "wrong code");
            } else {
                refuse(res.header(HeaderNames.RETRY_AFTER, "10"), Status.TOO_MANY_REQUESTS_429, "too many wrong codes");
            }
            return;
        }
        BoardMessage message;
        try {
            message = BoardMessage.read(TextBody.text(req, LARGEST), catalogue);
        } catch (TextBody.TooLarge e) {
            refuse(res, Status.REQUEST_ENTITY_TOO_LARGE_413, "body: more than " + LARGEST + " bytes");
            return;
        } catch (IllegalArgumentException e) {
            refuse(res, Status.BAD_REQUEST_400, e.getMessage());
            return;
        }
        if (!messages.take(message.name())) {
            refuse(
                    res.header(HeaderNames.RETRY_AFTER, "5"),
                    Status.TOO_MANY_REQUESTS_429,
                    "one report a second will do");
        } else if (!board.admits(message.name())) {
            refuse(res, Status.FORBIDDEN_403, "the board is full");
        } else {
            keep(message, res);
        }
    }

    /** Answers when the message is on the disk: from then on it cannot be lost. */
    private void keep(BoardMessage message, ServerResponse res) {
        CompletableFuture<Void> written = journal.append(message, Instant.now());
        try {
            if (written != null) {
                written.get(5, TimeUnit.SECONDS);
                res.status(Status.NO_CONTENT_204).send();
                return;
            }
        } catch (ExecutionException | TimeoutException e) {
            // The disk is full, or slower than anybody would wait.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        refuse(
                res.header(HeaderNames.RETRY_AFTER, "5"),
                Status.SERVICE_UNAVAILABLE_503,
                "it could not be written down");
    }

    private static void refuse(ServerResponse res, Status status, String reason) {
        TextBody.refuse(res, status, reason + "\n");
    }

    /** Whether this is the code, in whatever case: it is also said aloud. */
    private boolean isCode(String given) {
        return MessageDigest.isEqual(
                given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                journal.head().code().getBytes(StandardCharsets.UTF_8));
    }

    // --- the stream to the pages

    /** Only pages on this machine see the names; all others need the code. */
    private boolean maySee(ServerRequest req) {
        if (RequestOrigin.isThisMachine(req)) {
            return true;
        }
        String given = req.query().first("code").orElse("");
        return isCode(given);
    }

    private void events(ServerRequest req, ServerResponse res) throws IOException {
        if (!maySee(req)) {
            res.status(Status.UNAUTHORIZED_401).send("the address must end with ?code= and the code\n");
            return;
        }
        board.feed().serve(req, res, HEARTBEAT);
    }

    private void workbook(ServerRequest req, ServerResponse res) {
        res.header(HeaderValues.CONTENT_TYPE_JSON);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        res.send(catalogue.json());
    }
}
