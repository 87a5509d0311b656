package workbook.checker.checks.task4_3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.scripted.Asked;
import workbook.checker.sse.StreamItem;

/** One question: its stream, and what the model was asked for it. */
final class QuestionStream {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> LAST = Set.of("done", "failed");

    private final ModelServer modelServer;
    private final String question;
    private final String word;
    private String path;
    private Connection connection;
    private long opened;

    QuestionStream(ModelServer modelServer, String question, String word) {
        this.modelServer = modelServer;
        this.question = question;
        this.word = word;
    }

    String question() {
        return question;
    }

    /** Puts the question, and does not look at its stream yet. */
    QuestionStream put() {
        if (path == null) {
            path = new QuestionBodies(modelServer.server()).accepted(question);
        }
        return this;
    }

    /** Opens the stream of the question. */
    QuestionStream open() {
        put();
        opened = System.nanoTime();
        connection = get();
        return this;
    }

    /** Opens the stream of the question for another reader. */
    Connection get() {
        return modelServer.server().get(path);
    }

    /** The same question, as another reader sees its answer. */
    QuestionStream by(Connection reader) {
        QuestionStream other = new QuestionStream(modelServer, question, word);
        other.path = path;
        other.opened = opened;
        other.connection = reader;
        return other;
    }

    /** Opens the stream, and makes sure that it is one. */
    QuestionStream opened() {
        open();
        Expectations.requireEventStream(modelServer.server(), connection);
        return this;
    }

    Connection connection() {
        return connection;
    }

    /** The time since the stream was opened. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - opened);
    }

    ModelServer modelServer() {
        return modelServer;
    }

    List<ArrivedItem<StreamItem.Event>> events() {
        return connection.events();
    }

    List<ArrivedItem<StreamItem.Event>> tokens() {
        return events().stream()
                .filter(event -> event.item().type().equals("token"))
                .toList();
    }

    /** The events that a page would see. */
    String text() {
        StringBuilder text = new StringBuilder();
        tokens().forEach(token -> text.append(json(token.item()).path("text").asText()));
        return text.toString();
    }

    static JsonNode json(StreamItem.Event event) {
        try {
            JsonNode data = JSON.readTree(event.data());
            return data == null ? MissingNode.getInstance() : data;
        } catch (JsonProcessingException none) {
            return MissingNode.getInstance();
        }
    }

    boolean awaitTokens(int count, Duration limit) {
        return connection.await(() -> tokens().size() >= count || hasLast(), limit) && tokens().size() >= count;
    }

    /** Waits for the event that ends the answer, well or badly. */
    boolean awaitLast(Duration limit) {
        return connection.await(this::hasLast, limit);
    }

    /**
     * Waits for the event that ends the answer, or for the end of the stream, as long as events come. The heartbeats of a
     * slow server do not prolong it, so each event has twice the usual time. Whether the stream ends behind that event is
     * for {@link AnswerEndings} to say: all others would wait for it in vain, once for each question.
     */
    QuestionStream awaitAnswer() {
        Duration silence = modelServer.patience().multipliedBy(2);
        long deadline = System.nanoTime() + silence.multipliedBy(3).toNanos();
        int before = -1;
        while (!hasLast() && goesOn() && events().size() != before && System.nanoTime() < deadline) {
            before = events().size();
            awaitLast(silence);
        }
        return this;
    }

    boolean goesOn() {
        return connection.awaitEnd(Duration.ZERO).isEmpty();
    }

    private boolean hasLast() {
        return events().stream().anyMatch(event -> LAST.contains(event.item().type()));
    }

    /** The requests that the model got for this question. */
    List<Asked> asked() {
        return modelServer.model().asked(word);
    }

    boolean awaitAsked() {
        return modelServer.model().await(() -> !asked().isEmpty(), modelServer.patience());
    }
}
