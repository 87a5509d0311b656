package workbook.checker.faulty.task2_1;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 2.1 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "no sink",
                        """
                                try (SseSink sink = res.sink(SseSink.TYPE)) {
                        """,
                        """
                                if (interval > 0) {
                                    res.status(io.helidon.http.Status.NOT_IMPLEMENTED_501).send("not written yet\\n");
                                    return;
                                }
                                try (SseSink sink = res.sink(SseSink.TYPE)) {
                        """),
                open(
                        2,
                        "waits first",
                        """
                                try (SseSink sink = res.sink(SseSink.TYPE)) {
                        """,
                        """
                                try {
                                    sleepUntil(System.nanoTime() + interval);
                                } catch (InterruptedException e) {
                                    return;
                                }
                                try (SseSink sink = res.sink(SseSink.TYPE)) {
                        """),
                open(
                        3,
                        "no event",
                        """
                                        sink.emit(SseEvent.create(Instant.now().toString()));
                        """,
                        ""),
                open(
                                4,
                                "asks the clock once",
                                "            for (long n = 1;",
                                """
                                    String now = Instant.now().toString();
                                    for (long n = 1;\
                        """)
                        .and("SseEvent.create(Instant.now().toString())", "SseEvent.create(now)"),
                open(5, "no count", "n <= count; n++", "; n++"),
                open(
                        6,
                        "no wait",
                        "                sleepUntil(start + n * interval);",
                        "                Thread.sleep(0);"),
                open(
                        7,
                        "the handler never returns",
                        "                sleepUntil(start + n * interval);\n            }\n",
                        "                sleepUntil(start + n * interval);\n            }\n            Thread.sleep(60_000);\n"),
                open(
                                8,
                                "one count for all",
                                "    private void events(",
                                """
                            private long n;

                            private void events(\
                        """)
                        .and("for (long n = 1;", "for (n = 1;"));
    }
}
