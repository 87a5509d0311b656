package workbook.checker.checks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import workbook.checker.endpoint.Script;
import workbook.checker.endpoint.ScriptedModel;
import workbook.checker.probe.Probe;

/** A server of its own for task 4.3, and the model that it asks: the checker's, which does as it is told. */
record AiStage(Probe server, ScriptedModel model) {

    static final String NAME = "workbook-model";
    private static final Duration PROMPT = Duration.ofMillis(100);

    static AiStage start(Probe probe) {
        ScriptedModel model = ScriptedModel.start();
        probe.atEnd(model::close);
        Probe server = probe.ownServer(Map.of(
                "model.url",
                model.url().toString(),
                "model.name",
                NAME,
                "heartbeat.interval",
                interval(probe).toString()));
        return new AiStage(server, model);
    }

    /** On the fast clock there must be room for several of them within the patience of the server. */
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

    /** A longer silence has no heartbeat in it. */
    Duration silent() {
        return interval().multipliedBy(3).dividedBy(2).plus(server.slack());
    }

    /** What a token may take through the server. */
    Duration prompt() {
        return PROMPT.plus(server.slack());
    }

    /** For something that should come at once, before it counts as never. */
    Duration patience() {
        return server.answer();
    }

    /** A question that nobody asked before, and what the model does when it comes. */
    AiTalk talk(Script script) {
        String word = server.word();
        return talk("What is %s? 什么是 %s？".formatted(word, word), word, script);
    }

    AiTalk talk(String question, String word, Script script) {
        model.script(word, script);
        return new AiTalk(this, question, word);
    }

    /** A question that is answered with these pieces, as most endpoints do it. */
    AiTalk answered(List<String> pieces) {
        return talk(AiScripts.answer(pieces));
    }

    /** One question from its beginning to its end: what was sent before has reached the model by then. */
    void passTime() {
        answered(List.of("ok")).open().awaitEnd();
    }
}
