package workbook.checker.checks.task4_3;

import static workbook.checker.text.Text.same;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.browser.Page;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Probe;
import workbook.checker.probe.Visit;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/** The page of task 4.3 while it is checked. The check writes the stream of each question. */
final class AnswerPage {

    static final String QUESTIONS = "/questions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Visit visit;

    private AnswerPage(Visit visit) {
        this.visit = visit;
    }

    /** The n-th question gets the n-th of these streams; none is left for one more. */
    static AnswerPage open(Probe probe, Script... streams) {
        return answering(probe, AnswerPage::accept, streams);
    }

    /** How the POST of a question is answered. */
    @FunctionalInterface
    interface Post {
        /** @param number 1 for the first question */
        void answer(int number, Answer answer) throws InterruptedException;
    }

    static AnswerPage answering(Probe probe, Post post, Script... streams) {
        AtomicInteger put = new AtomicInteger();
        Visit visit = probe.page((request, answer) -> {
            if (request.line().equals("POST " + QUESTIONS)) {
                post.answer(put.incrementAndGet(), answer);
            } else {
                answer(request, answer, List.of(streams));
            }
        });
        visit.requireBegun();
        return new AnswerPage(visit);
    }

    static void accept(int number, Answer answer) {
        answer.whole(
                "201 Created",
                "application/json",
                String.format(Locale.ROOT, "{\"id\": \"q%d\", \"events\": \"%s\"}", number, path(number)));
    }

    private static void answer(Request request, Answer answer, List<Script> streams) throws Exception {
        for (int number = 1; number <= streams.size(); number++) {
            if (request.path().equals(path(number))) {
                streams.get(number - 1).answer(request, answer);
                return;
            }
        }
        answer.missing();
    }

    static String path(int question) {
        return QUESTIONS + "/q" + question + "/events";
    }

    static String token(String text) {
        return "event: token\ndata: " + JSON.createObjectNode().put("text", text) + "\n\n";
    }

    static String done(int tokens) {
        return "event: done\ndata: {\"tokens\": " + tokens + ", \"ms\": 7}\n\n";
    }

    static String failed(String message) {
        return "event: failed\ndata: " + JSON.createObjectNode().put("message", message) + "\n\n";
    }

    /** A whole answer. A browser that is not told to stop comes back soon. */
    static Script whole(String text) {
        return (request, answer) -> answer.eventStream().write("retry: 50\n\n" + token(text) + done(1));
    }

    Visit visit() {
        return visit;
    }

    /** Types a question and submits it, as a person does. */
    void ask(String question) {
        visit.page().fill("[data-question]", question);
        visit.page().click("[data-ask]");
    }

    boolean awaitAnswer(String wanted) {
        return visit.await("document.querySelector('[data-answer]').textContent === " + Page.quoted(wanted));
    }

    Text answer() {
        List<String> texts = visit.page().texts("[data-answer]");
        return quoted(texts.isEmpty() ? "" : texts.getFirst());
    }

    /** Waits until so many POSTs of questions have their answers in the page, less those that it gave up itself. */
    void awaitAnswered(int posts) {
        long givenUp = visit.requests(QUESTIONS, posts).stream()
                .filter(post -> post.left().isPresent())
                .count();
        visit.await("performance.getEntriesByType('resource').filter((one) => one.name.endsWith('" + QUESTIONS
                + "')).length >= " + (posts - givenUp));
    }

    boolean awaitStatus(String wanted) {
        return visit.awaitText("[data-status]", wanted);
    }

    Text status() {
        return quoted(visit.textOf("[data-status]"));
    }

    static Text quoted(String text) {
        return same("\"" + WireText.escape(text) + "\"");
    }
}
