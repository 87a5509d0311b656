package workbook.checker.faulty.task4_3;

import static workbook.checker.faulty.Variant.faulty;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 4.3: what they accept, and what they send. */
final class AnswerFaults {

    private static final String CHUNKED = "Transfer-Encoding: chunked";

    private AnswerFaults() {}

    static List<Variant> all() {
        return Stream.of(questions(), opening(), asking(), tokens(), text(), forms())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Variant> questions() {
        return List.of(
                faulty("own", "a question is answered with 200", "4.3/1", new AnswerServer() {
                    @Override
                    void accepted(Reply reply, String id) {
                        reply.json(200, "{\"id\": \"" + id + "\", \"events\": \"/questions/" + id + "/events\"}")
                                .cut();
                    }
                }),
                faulty("own", "events is not the path of the stream", "4.3/1", new AnswerServer() {
                    @Override
                    void accepted(Reply reply, String id) {
                        reply.json(201, "{\"id\": \"" + id + "\", \"events\": \"/events\"}")
                                .cut();
                    }
                }),
                faulty("R12", "every question has the same id", "4.3/1", new AnswerServer() {
                    @Override
                    String id() {
                        return "1";
                    }
                }),
                faulty("own", "a question of white space is accepted", "4.3/2", new AnswerServer() {
                    @Override
                    boolean blank(String question) {
                        return question.isEmpty();
                    }
                }),
                faulty("own", "a body that is no JSON is a fault of the server", "4.3/2", new AnswerServer() {
                    @Override
                    void refuse(Reply reply, int status, String error) {
                        super.refuse(reply, error.equals("no JSON") ? 500 : status, error);
                    }
                }),
                faulty("own", "refused without a word", "4.3/2", new AnswerServer() {
                    @Override
                    void refuse(Reply reply, int status, String error) {
                        reply.json(status, "{}").cut();
                    }
                }),
                faulty("H8", "an unknown id opens a stream", "4.3/2", new AnswerServer() {
                    @Override
                    void events(String id, Reply reply) throws Exception {
                        questions.computeIfAbsent(id, key -> "what?");
                        super.events(id, reply);
                    }
                }));
    }

    private static List<Variant> opening() {
        return List.of(
                faulty("H1", "the content type is JSON", "4.3/3", new AnswerServer() {
                    @Override
                    void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: application/json", CHUNKED)
                                .chunked();
                    }
                }),
                faulty("H3", "no Cache-Control", "4.3/3", new AnswerServer() {
                    @Override
                    void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", CHUNKED)
                                .chunked();
                    }
                }),
                faulty("H4", "headers come with the first token", "4.3/3", new AnswerServer() {
                    @Override
                    void stream(Run run) throws Exception {
                        Thread thread = start(run);
                        Step first = run.steps.take();
                        run.steps = startingWith(first, run.steps);
                        head(run.reply);
                        try {
                            relay(run);
                        } finally {
                            stop(run, thread);
                        }
                    }
                }));
    }

    private static BlockingQueue<AnswerServer.Step> startingWith(
            AnswerServer.Step first, BlockingQueue<AnswerServer.Step> rest) {
        return new LinkedBlockingQueue<>(
                Stream.concat(Stream.of(first), rest.stream()).toList());
    }

    private static List<Variant> asking() {
        return List.of(
                faulty("own", "the model is asked by the POST", "4.3/4", new AnswerServer() {
                    private final Map<String, Run> runs = new ConcurrentHashMap<>();

                    @Override
                    void accepted(Reply reply, String id) throws Exception {
                        Run run = new Run(null, questions.get(id));
                        runs.put(questions.get(id), run);
                        start(run);
                        super.accepted(reply, id);
                    }

                    @Override
                    void stream(Run run) throws Exception {
                        head(run.reply);
                        run.steps = runs.get(run.question).steps;
                        relay(run);
                    }
                }),
                faulty("own", "line breaks of the question are lost", "4.3/4", new AnswerServer() {
                    @Override
                    String question(byte[] body) {
                        return super.question(body).replace("\n", " ");
                    }
                }),
                faulty("own", "the model gets the id", "4.3/4", new AnswerServer() {
                    @Override
                    byte[] body(String question) {
                        return super.body("q1");
                    }
                }),
                faulty("own", "the key is not sent", "4.3/4", new AnswerServer() {
                    @Override
                    String key(String key) {
                        return "";
                    }
                }));
    }

    private static List<Variant> tokens() {
        return List.of(
                faulty("A4", "the answer is read to its end first", "4.3/5", new AnswerServer() {
                    @Override
                    void relay(Run run) throws Exception {
                        List<Step> all = new ArrayList<>();
                        while (all.isEmpty() || !all.getLast().last()) {
                            Step step = run.steps.poll(interval(run).toNanos(), TimeUnit.NANOSECONDS);
                            if (step == null) {
                                run.reply.write(heartbeat());
                            } else {
                                all.add(step);
                            }
                        }
                        run.steps.addAll(all);
                        super.relay(run);
                    }
                }),
                faulty("A4b", "tokens are collected for half a second", "4.3/5", new AnswerServer() {
                    @Override
                    void token(Run run, String text) throws Exception {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                        super.token(run, text);
                    }
                }),
                faulty("T2", "tokens have no type", "4.3/5", new AnswerServer() {
                    @Override
                    void token(Run run, String text) {
                        run.tokens++;
                        run.reply.write("data: " + data(text) + "\n\n");
                    }
                }));
    }

    private static List<Variant> text() {
        return List.of(
                faulty("A7", "pieces are trimmed", "4.3/6", new AnswerServer() {
                    @Override
                    void piece(Run run, String text) throws Exception {
                        super.piece(run, text.strip());
                    }
                }),
                faulty("A7b", "pieces of white space are dropped", "4.3/6", new AnswerServer() {
                    @Override
                    void piece(Run run, String text) throws Exception {
                        super.piece(run, text.isBlank() ? "" : text);
                    }
                }),
                faulty("W8", "the bare text is the data", "4.3/6", new AnswerServer() {
                    @Override
                    String data(String text) {
                        return text;
                    }
                }),
                faulty("A6", "comments of the model are tokens", "4.3/6", new AnswerServer() {
                    @Override
                    void comment(Run run, String comment) throws Exception {
                        piece(run, comment);
                    }
                }),
                faulty("A8", "bytes are decoded chunk by chunk", "4.3/6", new AnswerServer() {
                    @Override
                    void read(Run run, ModelClient upstream) throws Exception {
                        StringBuilder all = new StringBuilder();
                        for (byte[] chunk = upstream.chunk(); chunk != null; chunk = upstream.chunk()) {
                            all.append(new String(chunk, StandardCharsets.UTF_8));
                            for (int end = all.indexOf("\n"); end >= 0; end = all.indexOf("\n")) {
                                line(run, all.substring(0, end));
                                all.delete(0, end + 1);
                            }
                        }
                    }

                    private void line(Run run, String line) throws Exception {
                        if (line.equals("data: [DONE]")) {
                            run.steps.add(new Step(null, true));
                        } else if (line.startsWith("data: ")) {
                            chunk(run, JSON.readTree(line.substring(6)));
                        }
                    }
                }),
                faulty("own", "empty pieces are passed on", "4.3/6", new AnswerServer() {
                    @Override
                    void piece(Run run, String text) {
                        run.steps.add(new Step(text, false));
                    }
                }),
                faulty("own", "a token for each character", "4.3/6", new AnswerServer() {
                    @Override
                    void piece(Run run, String text) {
                        text.codePoints().forEach(one -> run.steps.add(new Step(Character.toString(one), false)));
                    }
                }));
    }

    /** Who reads the stream of the model in one form only. */
    private static List<Variant> forms() {
        return List.of(
                faulty("own", "a token equal to the one before is dropped", "4.3/6", new AnswerServer() {
                    @Override
                    void piece(Run run, String text) throws Exception {
                        if (!text.equals(run.before)) {
                            super.piece(run, text);
                        }
                        run.before = text;
                    }
                }),
                faulty("own", "each text is sent once", "4.3/6", new AnswerServer() {
                    private final Set<String> sent = ConcurrentHashMap.newKeySet();

                    @Override
                    void piece(Run run, String text) throws Exception {
                        if (sent.add(run.question + text)) {
                            super.piece(run, text);
                        }
                    }
                }),
                faulty("A8b", "the bytes of each read are decoded alone", "4.3/6", new AnswerServer() {
                    @Override
                    byte[] line(ModelClient upstream) throws Exception {
                        while (text(upstream).indexOf("\n") < 0) {
                            byte[] some = upstream.some();
                            if (some == null) {
                                return null;
                            }
                            text(upstream).append(new String(some, StandardCharsets.UTF_8));
                        }
                        int end = text(upstream).indexOf("\n");
                        String line = text(upstream).substring(0, end);
                        text(upstream).delete(0, end + 1);
                        return line.replaceFirst("\r$", "").getBytes(StandardCharsets.UTF_8);
                    }

                    private final Map<ModelClient, StringBuilder> texts = new ConcurrentHashMap<>();

                    private StringBuilder text(ModelClient upstream) {
                        return texts.computeIfAbsent(upstream, key -> new StringBuilder());
                    }
                }),
                faulty("own", "lines of the model end with LF only", "4.3/6", new AnswerServer() {
                    @Override
                    byte[] line(ModelClient upstream) throws Exception {
                        return upstream.lineToLf();
                    }
                }),
                faulty("own", "lines of the model end with LF or CRLF only", "4.3/6", new AnswerServer() {
                    @Override
                    byte[] line(ModelClient upstream) throws Exception {
                        byte[] line = upstream.lineToLf();
                        return line == null || line.length == 0 || line[line.length - 1] != '\r'
                                ? line
                                : Arrays.copyOf(line, line.length - 1);
                    }
                }),
                faulty("own", "the BOM of the model is read as text", "4.3/6", new AnswerServer() {
                    @Override
                    String first(String line) {
                        return line;
                    }
                }),
                faulty("own", "each data line of the model is an event", "4.3/6", new AnswerServer() {
                    @Override
                    List<String> events(List<String> block) {
                        return block.stream()
                                .flatMap(line -> super.events(List.of(line)).stream())
                                .toList();
                    }
                }),
                faulty("own", "the colon behind data needs a space", "4.3/6", new AnswerServer() {
                    @Override
                    List<String> events(List<String> block) {
                        return super.events(block.stream()
                                .filter(line -> line.startsWith("data: "))
                                .toList());
                    }
                }),
                faulty("own", "an event of the model begins with data", "4.3/6", new AnswerServer() {
                    @Override
                    List<String> events(List<String> block) {
                        return block.isEmpty() || !block.getFirst().startsWith("data")
                                ? List.of()
                                : super.events(block);
                    }
                }));
    }
}
