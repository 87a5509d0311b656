package workbook.checker.faulty.task4_3;

import static workbook.checker.faulty.Variant.faulty;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 4.3: how they end, whom they ask, how long they wait. */
final class AnswerEndFaults {

    private AnswerEndFaults() {}

    static List<Variant> all() {
        return Stream.of(done(), failed(), others(), again(), patience(), leaving())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Variant> done() {
        return List.of(
                faulty("A1", "the stream ends without done", "4.3/7", new AnswerServer() {
                    @Override
                    String done(Run run) {
                        return "";
                    }
                }),
                faulty("A2", "the stream stays open after done", "4.3/7", new AnswerServer() {
                    @Override
                    void last(Run run, String failure) throws Exception {
                        run.reply.write(failure == null ? done(run) : failed(failure));
                        new CountDownLatch(1).await();
                    }
                }),
                faulty("own", "the end is called end", "4.3/7", new AnswerServer() {
                    @Override
                    String done(Run run) {
                        return event("end", "{\"tokens\": " + run.tokens + ", \"ms\": 1}");
                    }
                }),
                faulty("own", "done counts one token too many", "4.3/7", new AnswerServer() {
                    @Override
                    String done(Run run) {
                        return event("done", "{\"tokens\": " + (run.tokens + 1) + ", \"ms\": 1}");
                    }
                }),
                faulty("own", "only [DONE] is an end", "4.3/7", new AnswerServer() {
                    @Override
                    boolean finishIsAnEnd() {
                        return false;
                    }
                }));
    }

    private static List<Variant> failed() {
        return List.of(
                faulty("A3", "a failure just ends the stream", "4.3/8", new AnswerServer() {
                    @Override
                    String failed(String message) {
                        return "";
                    }
                }),
                faulty("A3b", "a failure cuts the connection", "4.3/8", new AnswerServer() {
                    @Override
                    void last(Run run, String failure) throws Exception {
                        if (failure != null) {
                            run.reply.cut();
                        }
                        super.last(run, failure);
                    }
                }),
                faulty("T1", "failed is called error", "4.3/8", new AnswerServer() {
                    @Override
                    String failed(String message) {
                        return event(
                                "error",
                                JSON.createObjectNode().put("message", message).toString());
                    }
                }),
                faulty("own", "half an answer is done", "4.3/8", new AnswerServer() {
                    @Override
                    Step unfinished() {
                        return new Step(null, true);
                    }
                }),
                faulty("own", "an error object goes by unseen", "4.3/8", new AnswerServer() {
                    @Override
                    void error(JsonNode error) {
                        // Whatever it says.
                    }
                }),
                faulty("own", "failed without a message", "4.3/8", new AnswerServer() {
                    @Override
                    String failed(String message) {
                        return event("failed", "{\"message\": null}");
                    }
                }),
                faulty("own", "a failure overtakes the tokens", "4.3/8", new AnswerServer() {
                    @Override
                    void token(Run run, String text) throws Exception {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                        if (run.steps.stream().noneMatch(step -> step.last() && step.text() != null)) {
                            super.token(run, text);
                        }
                    }
                }),
                faulty(
                        "own",
                        "the exception of the model is swallowed",
                        "4.3/8",
                        new EditedSolution(
                                "return new Step.Failed(e.getMessage());", "e.printStackTrace(); return null;")));
    }

    private static List<Variant> others() {
        return List.of(
                faulty(
                        "own",
                        "the time in nanoseconds",
                        "4.3/7",
                        new EditedSolution(
                                "TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)",
                                "System.nanoTime() - begun")),
                faulty(
                        "own",
                        "the id is made of the text",
                        "4.3/1",
                        new EditedSolution(
                                "UUID.randomUUID().toString()",
                                "UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString()")),
                faulty("S7", "the sink is a field", "4.3/9", new AnswerServer() {
                    private volatile Run last;

                    @Override
                    void stream(Run run) throws Exception {
                        last = run;
                        super.stream(run);
                    }

                    @Override
                    void token(Run run, String text) throws Exception {
                        super.token(last, text);
                    }
                }),
                faulty("own", "who leaves ends the others", "4.3/9", new AnswerServer() {
                    private final List<Run> runs = new CopyOnWriteArrayList<>();

                    @Override
                    void stream(Run run) throws Exception {
                        runs.add(run);
                        try {
                            super.stream(run);
                        } catch (RuntimeException left) {
                            runs.forEach(other -> other.reply.cut());
                        }
                    }
                }),
                faulty("H10", "who comes again asks again", "4.3/10", new AnswerServer() {
                    @Override
                    boolean claim(String id) {
                        return true;
                    }
                }),
                faulty("own", "looks first, and marks the question later", "4.3/10", new AnswerServer() {
                    @Override
                    boolean claim(String id) throws Exception {
                        if (claimed.contains(id)) {
                            return false;
                        }
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                        claimed.add(id);
                        return true;
                    }
                }),
                faulty("own", "who was cut off may ask again", "4.3/10", new AnswerServer() {
                    @Override
                    void stream(Run run) throws Exception {
                        run.reply.whenLeft(() -> questions.forEach((id, question) -> {
                            if (question.equals(run.question) && !run.over) {
                                claimed.remove(id);
                            }
                        }));
                        super.stream(run);
                    }

                    @Override
                    boolean claim(String id) throws Exception {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                        return super.claim(id);
                    }
                }));
    }

    /** What those get who open the stream of a question that is asked already. */
    private static List<Variant> again() {
        return List.of(
                faulty("own", "who comes again gets a 500", "4.3/10", new AnswerServer() {
                    @Override
                    void again(String id, Reply reply) {
                        refuse(reply, 500, "IllegalStateException");
                    }
                }),
                faulty("own", "who comes again gets an empty stream", "4.3/10", new AnswerServer() {
                    @Override
                    void again(String id, Reply reply) {
                        reply.eventStream().end();
                    }
                }),
                faulty("own", "who comes again gets the end only", "4.3/10", new AnswerServer() {
                    @Override
                    void again(String id, Reply reply) {
                        reply.eventStream()
                                .write(event("done", "{\"tokens\": 0, \"ms\": 0}"))
                                .end();
                    }
                }),
                faulty("own", "a replay without done", "4.3/10", new ReplayServer() {
                    @Override
                    String end() {
                        return "";
                    }
                }),
                faulty("own", "a replay that stays open", "4.3/10", new ReplayServer() {
                    @Override
                    void close(Reply reply) throws Exception {
                        new CountDownLatch(1).await();
                    }
                }),
                faulty("own", "a replay of what there is in this moment", "4.3/10", new ReplayServer() {
                    @Override
                    void awaitAnswer(String question) {
                        // It says what is there.
                    }
                }),
                faulty("own", "whoever comes second gets the first token alone", "4.3/10", new AnswerServer() {
                    private final Map<String, String> first = new ConcurrentHashMap<>();

                    @Override
                    void token(Run run, String text) throws Exception {
                        first.putIfAbsent(run.question, text);
                        super.token(run, text);
                    }

                    @Override
                    void again(String id, Reply reply) throws Exception {
                        Run run = new Run(reply, questions.get(id));
                        head(reply);
                        while (!first.containsKey(run.question)) {
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                        }
                        super.token(run, first.get(run.question));
                        last(run, null);
                    }
                }),
                faulty("own", "nobody of those who come at once is answered", "4.3/10", new AnswerServer() {
                    private final Map<String, AtomicInteger> here = new ConcurrentHashMap<>();

                    @Override
                    boolean claim(String id) throws Exception {
                        AtomicInteger readers = here.computeIfAbsent(id, key -> new AtomicInteger());
                        readers.incrementAndGet();
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                        return readers.get() == 1 && super.claim(id);
                    }
                }));
    }

    private static List<Variant> patience() {
        return List.of(
                faulty("K4", "no heartbeat before the first token", "4.3/11", new AnswerServer() {
                    @Override
                    Duration interval(Run run) {
                        return run.tokens == 0 ? Duration.ofHours(1) : super.interval(run);
                    }
                }),
                faulty("K1", "no heartbeat after the first token", "4.3/11", new AnswerServer() {
                    @Override
                    Duration interval(Run run) {
                        return run.tokens > 0 ? Duration.ofHours(1) : super.interval(run);
                    }
                }),
                faulty("K3", "the heartbeat is an event", "4.3/11", new AnswerServer() {
                    @Override
                    String heartbeat() {
                        return "event: ping\ndata: {}\n\n";
                    }
                }),
                faulty("A10", "waits for the model for ever", "4.3/12", new AnswerServer() {
                    @Override
                    int timeout() {
                        return 0;
                    }
                }),
                faulty("own", "gives up after half the time", "4.3/12", new AnswerServer() {
                    @Override
                    int timeout() {
                        return super.timeout() / 2;
                    }
                }),
                faulty("own", "the limit is for the whole answer", "4.3/12", new AnswerServer() {
                    @Override
                    Thread start(Run run) throws Exception {
                        Thread thread = super.start(run);
                        Thread.ofVirtual().start(() -> {
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(super.timeout()));
                            run.steps.add(new Step("too long", true));
                        });
                        return thread;
                    }
                }));
    }

    private static List<Variant> leaving() {
        return List.of(
                faulty("A5", "the model goes on when the reader has gone", "4.3/13", new AnswerServer() {
                    @Override
                    void stop(Run run, Thread thread) {
                        // It will end some day.
                    }
                }),
                faulty("A5b", "the model is stopped by its next token", "4.3/13", new AnswerServer() {
                    @Override
                    void stop(Run run, Thread thread) {
                        run.over = true;
                    }

                    @Override
                    void piece(Run run, String text) throws Exception {
                        if (run.over) {
                            run.upstream.get().close();
                        }
                        super.piece(run, text);
                    }
                }),
                faulty(
                        "A5c",
                        "nobody interrupts the thread",
                        "4.3/13",
                        new EditedSolution("thread.interrupt();", "// It will end some day.")));
    }
}
