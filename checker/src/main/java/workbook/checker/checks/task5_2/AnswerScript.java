package workbook.checker.checks.task5_2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.Script;

/** What the server does with each question: its first answer, what comes when the page asks again, and so on. */
final class AnswerScript implements Script {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nothing is said, and the connection stays, so that a page that should not have come shows itself by nothing. */
    private static final Script SILENT =
            (request, answer) -> answer.eventStream().hold();

    private final Map<String, List<Script>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    /** The answers to one question, in turn. After the last one the server is silent. */
    AnswerScript on(String question, Script... inTurn) {
        answers.put(question, List.of(inTurn));
        return this;
    }

    /** One answer to a question, however often it is asked. */
    AnswerScript always(String question, Script script) {
        return on(question, new Script[] {
            (request, answer) -> {
                asked.get(question).set(0);
                script.answer(request, answer);
            }
        });
    }

    @Override
    public void answer(Request request, Answer answer) throws Exception {
        String question = question(request);
        List<Script> inTurn = answers.getOrDefault(question, List.of());
        int turn = asked.computeIfAbsent(question, key -> new AtomicInteger()).getAndIncrement();
        (turn < inTurn.size() ? inTurn.get(turn) : SILENT).answer(request, answer);
    }

    /** The question in a request; empty if it holds none. */
    static String question(Request request) {
        try {
            return JSON.readTree(request.body().length == 0 ? "{}" : request.text())
                    .path("question")
                    .asText("");
        } catch (JsonProcessingException none) {
            return "";
        }
    }
}
