package workbook.checker.checks.task4_3;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import workbook.checker.probe.Probe;
import workbook.checker.scripted.ModelScript;
import workbook.checker.scripted.ScriptedModel;

/** A server of its own for task 4.3, and the model that it asks: the checker's, which does as it is told. */
record ModelServer(Probe server, ScriptedModel model) {

    static final String NAME = "workbook-model";
    private static final Duration PROMPT = Duration.ofMillis(100);

    static ModelServer start(Probe probe) {
        ScriptedModel model = ScriptedModel.start();
        probe.atEnd(model::close);
        probe.atFault(model::takeFault);
        Probe server = probe.ownServer(Map.of(
                "model.url",
                model.url().toString(),
                "model.name",
                NAME,
                "heartbeat.interval",
                interval(probe).toString()));
        return new ModelServer(server, model);
    }

    /** On the fast clock several heartbeats must fit into the time for which the server waits for the model. */
    private static Duration interval(Probe probe) {
        Duration interval = probe.duration("heartbeat.interval");
        return probe.fast() ? interval.dividedBy(3) : interval;
    }

    Duration interval() {
        return server.duration("heartbeat.interval");
    }

    Duration timeout() {
        return server.duration("model.timeout");
    }

    /** A silence that is longer has no heartbeat in it. */
    Duration silent() {
        return interval().multipliedBy(3).dividedBy(2).plus(server.slack());
    }

    /** How long a token may take through the server. */
    Duration prompt() {
        return PROMPT.plus(server.slack());
    }

    /** The limit for an answer that should come at once. */
    Duration patience() {
        return server.answer();
    }

    /** A question that nobody asked before, and what the model does when it comes. */
    QuestionStream talk(ModelScript script) {
        String word = server.word();
        return talk("What is %s? 什么是 %s？".formatted(word, word), word, script);
    }

    QuestionStream talk(String question, String word, ModelScript script) {
        model.script(word, script);
        return new QuestionStream(this, question, word);
    }

    /** A question that is answered with these pieces, as most endpoints do it. */
    QuestionStream answered(List<String> pieces) {
        return talk(ModelScripts.answer(pieces));
    }

    /** One question from its beginning to its end: what was sent before has reached server and model by then. */
    void passTime() {
        answered(List.of("ok")).open().awaitAnswer();
    }

    /** Waits until the model has sent what it is to send, or the server had time enough to ask it. */
    void awaitSent(CountDownLatch sent) {
        try {
            sent.await(patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
