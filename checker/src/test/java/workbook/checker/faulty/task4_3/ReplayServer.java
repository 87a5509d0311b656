package workbook.checker.faulty.task4_3;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import workbook.checker.faulty.Reply;

/** Task 4.3 with a replay: whoever comes second gets the answer once more, as soon as it is whole. */
class ReplayServer extends AnswerServer {

    private static final class Answer {
        final StringBuffer tokens = new StringBuffer();
        final CountDownLatch whole = new CountDownLatch(1);
    }

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    @Override
    void token(Run run, String text) throws Exception {
        answer(run.question).tokens.append(event("token", data(text)));
        super.token(run, text);
    }

    @Override
    void last(Run run, String failure) throws Exception {
        answer(run.question).whole.countDown();
        super.last(run, failure);
    }

    @Override
    void again(String id, Reply reply) throws Exception {
        String question = questions.get(id);
        head(reply);
        awaitAnswer(question);
        reply.write(answer(question).tokens + end());
        close(reply);
    }

    void awaitAnswer(String question) throws Exception {
        answer(question).whole.await();
    }

    String end() {
        return event("done", "{\"tokens\": 0, \"ms\": 0}");
    }

    void close(Reply reply) throws Exception {
        reply.end();
    }

    private Answer answer(String question) {
        return answers.computeIfAbsent(question, key -> new Answer());
    }
}
