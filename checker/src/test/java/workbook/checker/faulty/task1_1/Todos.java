package workbook.checker.faulty.task1_1;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import java.util.Set;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 1.1 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    /**
     * Of 8 no client sees a tick that is tried behind a close, and who catches what Helidon throws then does not have it in
     * the log, either. Without 9 a final field has no value.
     */
    @Override
    public Set<Integer> notAsInTheStub() {
        return Set.of(8, 9);
    }

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "the poll says nothing",
                        """
                        res.header(HeaderNames.CACHE_CONTROL, "no-store");
                                res.header(HeaderValues.CONTENT_TYPE_JSON);\
                        """,
                        """
                        res.header(HeaderNames.CACHE_CONTROL, "no-store");
                                if (counter != null) {
                                    res.status(io.helidon.http.Status.NOT_IMPLEMENTED_501).send("not written yet\\n");
                                    return;
                                }
                                res.header(HeaderValues.CONTENT_TYPE_JSON);\
                        """),
                open(
                        2,
                        "caches may keep the poll",
                        """
                                res.header(HeaderNames.CACHE_CONTROL, "no-store");
                        """,
                        ""),
                open(
                        3,
                        "no sink",
                        "        try (SseSink sink = res.sink(SseSink.TYPE)) {",
                        """
                                if (counter != null) {
                                    res.status(io.helidon.http.Status.NOT_IMPLEMENTED_501).send("not written yet\\n");
                                    return;
                                }
                                try (SseSink sink = res.sink(SseSink.TYPE)) {\
                        """),
                open(
                        4,
                        "a sink and nothing in it",
                        """
                                        sink.emit(SseEvent.create(Long.toString(tick)));
                        """,
                        ""),
                open(
                        4,
                        "sleeps, and says what the tick is then",
                        """
                                    for (long tick = counter.now(); ; tick++) {
                                        counter.await(tick);
                                        sink.emit(SseEvent.create(Long.toString(tick)));\
                        """,
                        """
                                    while (true) {
                                        sink.emit(SseEvent.create(Long.toString(counter.now())));
                                        Thread.sleep(java.time.Duration.ofNanos(counter.interval()));\
                        """),
                open(
                                8,
                                "no lock, onClose does nothing, and the log tells",
                                """
                                closed = true;
                                awaitWrite();
                                ticks.interrupt(); // asleep by now, or writing to a client that does not read: that ends with its connection
                        """,
                                "")
                        .and(
                                """
                                        writing.lock();
                                        try {
                                            if (!closed) {
                                                session.send(text, true);
                                                pingNowAndThen(session);
                                            }
                                        } finally {
                                            writing.unlock();
                                        }
                                """,
                                """
                                        session.send(text, true);
                                """)
                        .and(
                                "catch (InterruptedException | ServerConnectionException e)",
                                "catch (InterruptedException e)"),
                open(
                                8,
                                "a flag that is read before the wait, and the log tells",
                                """
                                closed = true;
                                awaitWrite();
                                ticks.interrupt(); // asleep by now, or writing to a client that does not read: that ends with its connection
                        """,
                                """
                                closed = true;
                        """)
                        .and(
                                """
                                                counter.await(tick);
                                                send(session, Long.toString(tick));
                                """,
                                """
                                                if (closed) {
                                                    return;
                                                }
                                                counter.await(tick);
                                                session.send(Long.toString(tick), true);
                                """)
                        .and(
                                "catch (InterruptedException | ServerConnectionException e)",
                                "catch (InterruptedException e)"),
                open(
                                9,
                                "a counter for each who asks",
                                """
                            private final Counter counter;

                            ThreeWaysService(Config tick) {
                                counter = Counter.of(tick);
                            }\
                        """,
                                """
                            private final Config tick;

                            ThreeWaysService(Config tick) {
                                this.tick = tick;
                            }\
                        """)
                        .and("() -> new TickSocket(counter)", "() -> new TickSocket(Counter.of(tick))")
                        .and("put(\"tick\", counter.now())", "put(\"tick\", Counter.of(tick).now())")
                        .and(
                                """
                                        try (SseSink sink = res.sink(SseSink.TYPE)) {
                                            for (\
                                """,
                                """
                                        Counter counter = Counter.of(this.tick);
                                        try (SseSink sink = res.sink(SseSink.TYPE)) {
                                            for (\
                                """));
    }
}
