package workbook.checker.scripted;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The endpoint of a model, with one script for each question. It recognises a question by a word that no other
 * contains.
 */
public final class ScriptedModel implements AutoCloseable {

    private record Arrival(String word, Asked asked) {}

    private final Map<String, ModelScript> scripts = new ConcurrentHashMap<>();
    private final Arrivals<Arrival> arrivals = new Arrivals<>();
    private final ScriptedServer server = ScriptedServer.start(0, this::answer);

    private ScriptedModel() {}

    public static ScriptedModel start() {
        return new ScriptedModel();
    }

    /** The value of {@code model.url} for the server under test. */
    public URI url() {
        return server.uri().resolve("/v1");
    }

    /** Sets what happens when a question that contains this word comes. */
    public void script(String word, ModelScript script) {
        scripts.put(word, script);
    }

    /** The requests whose question contained this word, in order. */
    public List<Asked> asked(String word) {
        return arrivals.all().stream()
                .filter(one -> one.word().equals(word))
                .map(Arrival::asked)
                .toList();
    }

    /** The requests whose question contained the word of no script. */
    public List<Asked> strangers() {
        return asked("");
    }

    /** Waits for a condition on the requests, which is tested when one comes and when a client leaves. */
    public boolean await(BooleanSupplier condition, Duration limit) {
        return arrivals.await(condition, limit);
    }

    /** See {@link ScriptedServer#takeFault()}. */
    public Optional<Throwable> takeFault() {
        return server.takeFault();
    }

    private void answer(Request request, Answer answer) throws InterruptedException {
        Asked asked = Asked.of(request, answer);
        String word = wordIn(asked);
        arrivals.add(new Arrival(word, asked), request);
        Thread answering = Thread.currentThread();
        answer.whenLeft(() -> {
            arrivals.changed();
            answering.interrupt();
        });
        try {
            play(scripts.getOrDefault(word, ScriptedModel::notFound), request, new ModelAnswer(answer));
        } finally {
            answer.cut(); // from here on the model closes, not the client
        }
    }

    private static void notFound(ModelAnswer answer) {
        answer.refuse(404, "application/json", "{\"error\": {\"message\": \"this question is in no script\"}}");
    }

    private static void play(ModelScript script, Request request, ModelAnswer answer) throws InterruptedException {
        if (!request.target().equals("/v1/chat/completions")) {
            answer.refuse(404, "application/json", "{\"error\": {\"message\": \"no such path\"}}");
        } else {
            script.play(answer);
        }
    }

    private String wordIn(Asked asked) {
        String body = asked.body().toString();
        return scripts.keySet().stream().filter(body::contains).findFirst().orElse("");
    }

    @Override
    public void close() {
        server.close();
    }
}
