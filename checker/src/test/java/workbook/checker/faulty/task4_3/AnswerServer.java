package workbook.checker.faulty.task4_3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.scripted.Request;

/** Task 4.3 done right, in parts. A faulty server overrides the part in which it sins. */
class AnswerServer implements Standalone.Server {

    static final ObjectMapper JSON = new ObjectMapper();

    /** What the model says: a piece of text, or with {@code last} how it ended; null for well. */
    record Step(String text, boolean last) {}

    /** One stream, and the request to the model for it. */
    static final class Run {
        final Reply reply;
        final String question;
        final long begun = System.nanoTime();
        final AtomicReference<ModelClient> upstream = new AtomicReference<>();
        BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        int tokens;
        String before;
        volatile boolean over;

        Run(Reply reply, String question) {
            this.reply = reply;
            this.question = question;
        }
    }

    final Map<String, String> questions = new ConcurrentHashMap<>();
    final Set<String> claimed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        if (request.method().equals("POST") && request.target().equals("/questions")) {
            post(request.body(), reply);
        } else if (request.target().matches("/questions/[^/]+/events")) {
            events(request.target().split("/")[2], reply);
        } else {
            refuse(reply, 404, "no such path");
        }
    }

    void post(byte[] body, Reply reply) throws Exception {
        String question;
        try {
            question = question(body);
        } catch (IllegalArgumentException e) {
            refuse(reply, 400, e.getMessage());
            return;
        }
        String id = id();
        questions.put(id, question);
        accepted(reply, id);
    }

    String question(byte[] body) {
        try {
            JsonNode question = JSON.readTree(body).path("question");
            if (!question.isTextual() || blank(question.textValue())) {
                throw new IllegalArgumentException("a question is wanted");
            }
            return question.textValue();
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    boolean blank(String question) {
        return question.isBlank();
    }

    String id() {
        return "q" + numbers.incrementAndGet();
    }

    void accepted(Reply reply, String id) throws Exception {
        reply.json(201, "{\"id\": \"" + id + "\", \"events\": \"/questions/" + id + "/events\"}")
                .cut();
    }

    void refuse(Reply reply, int status, String error) {
        reply.json(status, "{\"error\": \"" + error + "\"}").cut();
    }

    void events(String id, Reply reply) throws Exception {
        String question = questions.get(id);
        if (question == null) {
            refuse(reply, 404, "no such question");
        } else if (!claim(id)) {
            again(id, reply);
        } else {
            stream(new Run(reply, question));
        }
    }

    boolean claim(String id) throws Exception {
        return claimed.add(id);
    }

    void again(String id, Reply reply) throws Exception {
        refuse(reply, 410, "answered already");
    }

    void stream(Run run) throws Exception {
        head(run.reply);
        Thread thread = start(run);
        try {
            relay(run);
        } finally {
            stop(run, thread);
        }
    }

    void head(Reply reply) {
        reply.eventStream();
    }

    Thread start(Run run) throws Exception {
        return Thread.ofVirtual().start(() -> {
            try {
                ask(run);
            } catch (SocketTimeoutException e) {
                run.steps.add(new Step("the model is silent", true));
            } catch (Exception e) {
                run.steps.add(new Step("the model broke: " + e.getMessage(), true));
            }
        });
    }

    void stop(Run run, Thread thread) throws Exception {
        run.over = true;
        ModelClient upstream = run.upstream.get();
        if (upstream != null) {
            upstream.close();
        }
    }

    void relay(Run run) throws Exception {
        while (true) {
            Step step = run.steps.poll(interval(run).toNanos(), TimeUnit.NANOSECONDS);
            if (step == null) {
                run.reply.write(heartbeat());
            } else if (!step.last()) {
                token(run, step.text());
            } else {
                last(run, step.text());
                return;
            }
        }
    }

    Duration interval(Run run) {
        return Duration.parse(System.getenv("HEARTBEAT_INTERVAL"));
    }

    String heartbeat() {
        return ": heartbeat\n\n";
    }

    void token(Run run, String text) throws Exception {
        run.tokens++;
        run.reply.write(event("token", data(text)));
    }

    String data(String text) {
        return JSON.createObjectNode().put("text", text).toString();
    }

    String event(String type, String data) {
        return "event: " + type + "\ndata: " + String.join("\ndata: ", data.split("\n", -1)) + "\n\n";
    }

    void last(Run run, String failure) throws Exception {
        run.reply.write(failure == null ? done(run) : failed(failure));
        end(run.reply);
    }

    String done(Run run) {
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - run.begun);
        return event("done", "{\"tokens\": " + run.tokens + ", \"ms\": " + ms + "}");
    }

    String failed(String message) {
        return event("failed", JSON.createObjectNode().put("message", message).toString());
    }

    void end(Reply reply) throws Exception {
        reply.end();
    }

    /** Runs beside the stream; what it throws is a failure of the model. */
    void ask(Run run) throws Exception {
        String key = System.getenv().getOrDefault("MODEL_KEY", "");
        try (ModelClient upstream =
                new ModelClient(URI.create(System.getenv("MODEL_URL")), key(key), body(run.question), timeout())) {
            run.upstream.set(upstream);
            if (run.over) {
                return;
            }
            int status = upstream.status();
            if (status != 200) {
                throw new IOException("status " + status);
            }
            read(run, upstream);
        }
    }

    String key(String key) {
        return key;
    }

    int timeout() {
        return (int) Duration.parse(System.getenv("MODEL_TIMEOUT")).toMillis();
    }

    byte[] body(String question) {
        ObjectNode body = JSON.createObjectNode()
                .put("model", System.getenv("MODEL_NAME"))
                .put("stream", true);
        body.putArray("messages")
                .add(JSON.createObjectNode().put("role", "system").put("content", "Be brief."))
                .addObject()
                .put("role", "user")
                .put("content", question);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    void read(Run run, ModelClient upstream) throws Exception {
        boolean finished = false;
        boolean first = true;
        List<String> block = new ArrayList<>();
        try {
            for (byte[] line = line(upstream); line != null; line = line(upstream)) {
                String text = new String(line, StandardCharsets.UTF_8);
                text = first ? first(text) : text;
                first = false;
                if (text.startsWith(":")) {
                    comment(run, text);
                } else if (!text.isEmpty()) {
                    block.add(text);
                } else {
                    List<String> events = events(block);
                    block.clear();
                    if (events.contains("[DONE]")) {
                        run.steps.add(new Step(null, true));
                        return;
                    }
                    for (String data : events) {
                        finished |= chunk(run, JSON.readTree(data));
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException cut) {
            if (!finished || !finishIsAnEnd()) {
                throw cut;
            }
        }
        run.steps.add(finished && finishIsAnEnd() ? new Step(null, true) : unfinished());
    }

    byte[] line(ModelClient upstream) throws Exception {
        return upstream.line();
    }

    /** The first line of a stream. */
    String first(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    /** What the lines up to an empty one are: the data of one event, or of none. */
    List<String> events(List<String> block) {
        List<String> data = block.stream()
                .filter(line -> line.equals("data") || line.startsWith("data:"))
                .map(line -> line.replaceFirst("data:? ?", ""))
                .toList();
        return data.isEmpty() ? List.of() : List.of(String.join("\n", data));
    }

    boolean finishIsAnEnd() {
        return true;
    }

    Step unfinished() {
        return new Step("the answer broke off", true);
    }

    void comment(Run run, String comment) throws Exception {
        // It means nothing.
    }

    /** Whether it holds a reason to finish. */
    boolean chunk(Run run, JsonNode chunk) throws Exception {
        if (chunk.has("error")) {
            error(chunk.get("error"));
        }
        JsonNode choice = chunk.path("choices").path(0);
        piece(run, choice.path("delta").path("content").asText(""));
        return choice.hasNonNull("finish_reason");
    }

    void error(JsonNode error) throws Exception {
        throw new IOException(error.path("message").asText());
    }

    void piece(Run run, String text) throws Exception {
        if (!text.isEmpty()) {
            run.steps.add(new Step(text, false));
        }
    }
}
