package workbook.checker.checks.task5_2;

import static workbook.checker.browser.Page.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.Visit;
import workbook.checker.scripted.Answer;

/** The page of 5.2 in a browser, and what it shows. */
final class FetchPage {

    /** A row of the log. A part is null where the row has no such hook. */
    record Row(String type, String id, String data) {}

    /**
     * All that a page shows at one moment.
     *
     * @param rested whether the page has been waiting, or at an end, since the question
     */
    record Sheet(
            String status, boolean rested, String message, String count, String lastId, String retry, List<Row> rows) {

        /** The rows but for {@code done}, which a page may show or not. */
        List<Row> words() {
            return rows.stream().filter(row -> !"done".equals(row.type())).toList();
        }
    }

    private static final String DRIVER = driver();

    private final Visit visit;
    private final Duration limit;

    private FetchPage(Visit visit, Duration limit) {
        this.visit = visit;
        this.limit = limit;
    }

    static FetchPage open(Probe probe, AnswerScript script) {
        Visit visit = probe.page(script);
        visit.requireBegun();
        visit.page().evaluate(DRIVER);
        return new FetchPage(visit, probe.react());
    }

    private static String driver() {
        try (InputStream in = FetchPage.class.getResourceAsStream("ask-driver.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void ask(String token, String question) {
        visit.page().evaluate("driver.ask(" + quoted(token) + ", " + quoted(question) + ")");
    }

    void ask(String question) {
        ask("workbook", question);
    }

    void stop() {
        visit.page().evaluate("driver.stop()");
    }

    /**
     * Asks each question in turn, as soon as the page is at rest after the one before.
     *
     * @param quiet how long the page must show the same, once it is at rest
     */
    List<Sheet> askAll(List<String> questions, Duration quiet) {
        StringBuilder array = new StringBuilder();
        questions.forEach(question -> array.append(quoted(question)).append(','));
        JsonNode answers =
                evaluate("driver.askAll([" + array + "], " + limit.toMillis() + ", " + quiet.toMillis() + ")");
        while (!answers.isArray()) {
            answers = evaluate("driver.answers()");
        }
        List<Sheet> sheets = new ArrayList<>();
        answers.forEach(sheet -> sheets.add(sheet(sheet)));
        return sheets;
    }

    boolean awaitStatus(String... words) {
        String wanted = quoted(String.join(" ", words));
        return visit.page().await("driver.is(" + wanted + ")", limit)
                || visit.page().evaluate("driver.shows(" + wanted + ")").asBoolean();
    }

    boolean hasStatus(String word) {
        return visit.page().evaluate("driver.shows(" + quoted(word) + ")").asBoolean();
    }

    /** Ends a pause of the page, if it is no longer than this. */
    void hurry(Duration most) {
        visit.page().evaluate("driver.hurry(" + most.toMillis() + ")");
    }

    /** Lets time pass for the timers of the page. */
    void pass(Duration time) {
        visit.pass(time);
    }

    /** For the processor that a page gets which is looked at. */
    void bringToFront() {
        visit.page().bringToFront();
    }

    boolean awaitRows(int count) {
        return visit.page().await("driver.words() >= " + count, limit);
    }

    boolean await(String condition, Duration limit) {
        return visit.page().await(condition, limit);
    }

    JsonNode evaluate(String expression) {
        return visit.page().evaluate(expression);
    }

    Sheet sheet() {
        return sheet(visit.page().evaluate("driver.sheet()"));
    }

    private static Sheet sheet(JsonNode json) {
        List<Row> rows = new ArrayList<>();
        json.get("rows").forEach(row -> rows.add(new Row(text(row.get(0)), text(row.get(1)), text(row.get(2)))));
        return new Sheet(
                json.get("status").asText(),
                json.get("rested").asBoolean(),
                json.get("message").asText(),
                json.get("count").asText(),
                json.get("lastId").asText(),
                json.get("retry").asText(),
                List.copyOf(rows));
    }

    private static String text(JsonNode part) {
        return part.isNull() ? null : part.asText();
    }

    /** The requests with a question so far, each with its answer. */
    List<Answer> asked(String question) {
        return visit.requests().stream()
                .filter(answer -> AnswerScript.question(answer.request()).equals(question))
                .toList();
    }

    /** Waits until a question has been asked that often; fewer if it is not in time. */
    List<Answer> awaitAsked(String question, int times, Duration limit) {
        return visit.requests(answer -> AnswerScript.question(answer).equals(question), times, limit);
    }

    /** Waits for a request, whatever it is. */
    List<Answer> awaitAnything() {
        return visit.requests(request -> true, 1, limit);
    }

    Duration limit() {
        return limit;
    }

    /** The bytes that the JavaScript of the page holds in memory after a garbage collection. */
    long heap() {
        return visit.page().heap();
    }

    CheckFailure failure(Fault fault) {
        return fault.on(visit).failure();
    }
}
