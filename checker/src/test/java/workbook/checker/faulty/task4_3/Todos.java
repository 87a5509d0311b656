package workbook.checker.faulty.task4_3;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 4.3 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "no question is taken",
                        """
                                String id = questions.add(question);
                                json(res.status(Status.CREATED_201), object().put("id", id).put("events", "/questions/" + id + "/events"));\
                        """,
                        "        res.status(Status.NOT_IMPLEMENTED_501).send(\"not written yet\\n\");"),
                open(
                        2,
                        "no question is a fault of the server",
                        """
                                    refuse(res, Status.BAD_REQUEST_400, e.getMessage());
                                    return;\
                        """,
                        "            throw e;"),
                open(
                        2,
                        "an unknown id is an empty answer",
                        "refuse(res, Status.NOT_FOUND_404, \"no such question\")",
                        "res.send()"),
                open(
                                3,
                                "opens the sink with the first token",
                                """
                                try (SseSink sink = res.sink(SseSink.TYPE);
                                        Generation generation = Generation.start(model, question.text())) {\
                        """,
                                """
                                try (Generation generation = Generation.start(model, question.text());
                                        SseSink sink = generation.awaitFirst(res)) {\
                        """)
                        .and(
                                "    /** The next step; null",
                                """
                                    io.helidon.webserver.sse.SseSink awaitFirst(io.helidon.webserver.http.ServerResponse res) throws InterruptedException {
                                        while (steps.isEmpty()) {
                                            Thread.sleep(5);
                                        }
                                        return res.sink(io.helidon.webserver.sse.SseSink.TYPE);
                                    }

                                    /** The next step; null\
                                """),
                open(
                        4,
                        "nobody asks the model",
                        """
                                generation.thread.start();
                        """,
                        ""),
                open(
                        5,
                        "the handler asks the model",
                        "        generation.thread.start();",
                        "        generation.run(model, question);"),
                open(
                        5,
                        "no token",
                        """
                                            sink.emit(event("token", object().put("text", text)));
                        """,
                        ""),
                open(
                        6,
                        "the text as it is",
                        "sink.emit(event(\"token\", object().put(\"text\", text)));",
                        "sink.emit(SseEvent.builder().name(\"token\").data(text).build());"),
                open(
                        7,
                        "no done",
                        """
                                            sink.emit(event("done", object().put("tokens", tokens).put("ms", ms)));
                        """,
                        ""),
                open(
                        8,
                        "no failed",
                        """
                                            sink.emit(event("failed", object().put("message", message)));
                        """,
                        ""),
                open(
                        9,
                        "one queue for all",
                        "private final BlockingQueue<Step> steps",
                        "private static final BlockingQueue<Step> steps"),
                open(10, "asks for everybody who comes", "return asked.compareAndSet(false, true);", "return true;"),
                open(11, "no heartbeat", "steps.poll(limit.toNanos(), TimeUnit.NANOSECONDS)", "steps.take()"),
                open(
                                12,
                                "gives up before the model does",
                                "                case null -> sink.emit(HEARTBEAT);",
                                """
                                        case null -> {
                                            sink.emit(HEARTBEAT);
                                            if (++beats == 3) {
                                                return;
                                            }
                                        }\
                        """)
                        .and(
                                "        int tokens = 0;",
                                """
                                        int beats = 0;
                                        int tokens = 0;\
                                """),
                open(
                        13,
                        "the model goes on for nobody",
                        """
                                thread.interrupt();
                        """,
                        ""),
                open(
                        14,
                        "does not ask",
                        """
                          ask(question.value);
                        """,
                        ""),
                open(
                        15,
                        "no token is shown",
                        """
                          answer.append(text);
                        """,
                        ""),
                open(16, "text goes in as markup", "answer.append(text)", "answer.innerHTML += text"),
                open(
                        17,
                        "says done and does not close",
                        "source.addEventListener(\"done\", () => end(\"done\"));",
                        "source.addEventListener(\"done\", () => (status.textContent = \"done\"));"),
                open(
                        18,
                        "does not listen to failed",
                        """
                          source.addEventListener("failed", (event) => fail(JSON.parse(event.data).message));
                        """,
                        ""),
                open(
                        18,
                        "does not say why",
                        """
                        function fail(reason) {
                          message.textContent = reason;
                        """,
                        """
                        function fail() {
                        """),
                open(
                        19,
                        "a button that does nothing",
                        "stopButton.addEventListener(\"click\", () => end(\"stopped\"));",
                        ""),
                open(
                        19,
                        "the next answer is added to the one before",
                        """
                          answer.replaceChildren();
                        """,
                        ""));
    }
}
