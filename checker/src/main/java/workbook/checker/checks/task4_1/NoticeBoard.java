package workbook.checker.checks.task4_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.Script;

/** A right server of task 4.1 for a page, which can be told to be slow, to cut, and to begin anew. */
final class NoticeBoard implements Script {

    private static final String PAST = "p-";
    private static final String POSTED = "n-";

    private final List<ObjectNode> history = new ArrayList<>();
    private final List<Answer> streams = new ArrayList<>();
    private final List<String> posts = new ArrayList<>();
    private final CountDownLatch historyAsked = new CountDownLatch(1);
    private CountDownLatch gate = new CountDownLatch(0);
    private String process = POSTED;
    private Runnable whenHistoryIsAsked = () -> {};
    private Duration patience = Duration.ZERO;
    private final List<CountDownLatch> late = new ArrayList<>();
    private final List<ObjectNode> undelivered = new ArrayList<>();
    private CountDownLatch held = new CountDownLatch(0);
    private int shown = Integer.MAX_VALUE;
    private String refusal = "";
    private boolean gone;

    /** Adds a notification that was there before the page. */
    NoticeBoard past(String title) {
        process = PAST;
        keep(Note.of(title));
        process = POSTED;
        return this;
    }

    /** Posts these in the midst of the first answer with the history: one before it is copied, one behind. */
    NoticeBoard busyWhileLoading(Duration patience, Note inBoth, Note behind) {
        this.patience = patience;
        whenHistoryIsAsked = () -> {
            whenHistoryIsAsked = () -> post(behind);
            post(inBoth);
        };
        return this;
    }

    /** Posts this when the history is first asked for: it is in the history, and on the stream only when it is delivered. */
    NoticeBoard lateOnTheStream(Note note) {
        whenHistoryIsAsked = () -> undelivered.add(keep(note));
        return this;
    }

    /** Puts on the stream what it owes. */
    synchronized void deliver() {
        undelivered.forEach(this::write);
        undelivered.clear();
    }

    /** Holds back the next answer with the history, which is made when it is asked for. */
    synchronized NoticeBoard holdHistory() {
        held = new CountDownLatch(1);
        return this;
    }

    /** Sends what {@link #holdHistory} held back. */
    synchronized void letHistory() {
        late.forEach(CountDownLatch::countDown);
    }

    /** From now on the history holds only so many; what came before is replayed all the same. */
    synchronized void shorten(int notifications) {
        shown = notifications;
    }

    /** The next POST is answered 400 with this reason. */
    synchronized void refuse(String reason) {
        refusal = reason;
    }

    @Override
    public void answer(Request request, Answer answer) throws Exception {
        switch (request.line()) {
            case "GET /events" -> stream(request, answer);
            case "GET /notifications" -> {
                byte[] now = historyNow().getBytes(StandardCharsets.UTF_8);
                // The head at once: a browser asks for one address once at a time, until it knows that it may not keep
                // it.
                answer.head(
                        "200 OK",
                        "Content-Type: application/json",
                        "Cache-Control: no-store",
                        "Content-Length: " + now.length);
                hold().await();
                answer.write(now).end();
            }
            case "POST /notifications" -> take(request, answer);
            default -> answer.missing();
        }
    }

    /** Holds back one answer. */
    private synchronized CountDownLatch hold() {
        CountDownLatch one = held;
        held = new CountDownLatch(0);
        late.add(one);
        return one;
    }

    private void stream(Request request, Answer answer) throws InterruptedException {
        historyAsked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        gate().await();
        open(request.header("last-event-id").orElse(""), answer);
        answer.hold();
    }

    private synchronized CountDownLatch gate() {
        return gate;
    }

    private synchronized void open(String lastId, Answer answer) {
        if (gone) {
            answer.whole("204 No Content", "", "");
            return;
        }
        answer.eventStream().write("retry: 50\n\n");
        int seen = ids().indexOf(lastId);
        if (!lastId.isEmpty()) {
            answer.write(
                    seen < 0
                            ? "event: reset\ndata: {\"oldest\": \""
                                    + ids().stream().findFirst().orElse("") + "\"}\n\n"
                            : "");
            history.stream().skip(seen + 1L).forEach(one -> answer.write(event(one)));
        }
        streams.add(answer);
    }

    private synchronized String historyNow() {
        historyAsked.countDown();
        Runnable first = whenHistoryIsAsked;
        whenHistoryIsAsked = () -> {};
        first.run();
        String now = history.stream()
                .skip(Math.max(0, history.size() - (long) shown))
                .map(ObjectNode::toString)
                .collect(Collectors.joining(", ", "[", "]"));
        whenHistoryIsAsked.run();
        whenHistoryIsAsked = () -> {};
        return now;
    }

    private void take(Request request, Answer answer) {
        JsonNode body = NotificationContent.json(request.text()).orElse(JsonNodeFactory.instance.nullNode());
        synchronized (this) {
            posts.add(request.text());
            if (body.isNull()) {
                json(answer, "400 Bad Request", "{\"error\": \"body: want a JSON object\"}");
            } else if (refusal.isEmpty()) {
                Note note = new Note(
                        body.path("level").asText(),
                        body.path("title").asText(),
                        body.path("text").asText());
                json(answer, "201 Created", post(note).toString());
            } else {
                ObjectNode error = JsonNodeFactory.instance.objectNode().put("error", refusal);
                refusal = "";
                json(answer, "400 Bad Request", error.toString());
            }
        }
    }

    private static void json(Answer answer, String status, String body) {
        answer.whole(status, "application/json", body);
    }

    /** Puts a notification into the history and on every stream that is open. */
    synchronized ObjectNode post(Note note) {
        ObjectNode object = keep(note);
        write(object);
        return object;
    }

    private void write(ObjectNode object) {
        streams.stream().filter(Answer::open).forEach(stream -> stream.write(event(object)));
    }

    private ObjectNode keep(Note note) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("id", process + (history.size() + 1));
        object.setAll(note.json());
        history.add(object);
        return object;
    }

    private static String event(ObjectNode object) {
        return "id: " + object.get("id").asText() + "\nevent: notification\ndata: " + object + "\n\n";
    }

    /** Cuts every stream. The page's next one waits until {@link #let}. */
    synchronized void cut() {
        gate = new CountDownLatch(1);
        streams.forEach(Answer::cut);
        streams.clear();
    }

    synchronized void let() {
        gate.countDown();
    }

    /** Forgets everything, as a new process does, and has these instead. */
    synchronized void beginAnew(Note... notes) {
        history.clear();
        process = "m-";
        for (Note note : notes) {
            keep(note);
        }
    }

    /** Answers every stream that is asked for from now on with 204. */
    synchronized void close() {
        gone = true;
    }

    synchronized List<String> posts() {
        return List.copyOf(posts);
    }

    /** The ids of the whole history, oldest first. */
    synchronized List<String> ids() {
        return history.stream().map(object -> object.get("id").asText()).toList();
    }
}
