package workbook.checker.faulty.task3_3;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 3.3 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "no content type",
                        """
                                res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
                        """,
                        ""),
                open(
                        1,
                        "no first comment",
                        """
                                    byte[] next = EventStream.heartbeat();
                                    while (true) {\
                        """,
                        """
                                    byte[] next = next();
                                    while (true) {\
                        """),
                open(
                        2,
                        "caches may keep it",
                        """
                                res.header(HeaderNames.CACHE_CONTROL, "no-cache");
                        """,
                        ""),
                open(
                        3,
                        "no message is taken",
                        """
                                broadcast.publish(block);
                                res.status(Status.ACCEPTED_202).send();\
                        """,
                        "        res.status(io.helidon.http.Status.NOT_IMPLEMENTED_501).send(\"not written yet\\n\");"),
                open(
                        4,
                        "one message and the end",
                        """
                                    while (true) {
                                        out.write(next);
                                        if (queue.isEmpty()) {
                                            out.flush();
                                        }
                                        next = next();
                                    }\
                        """,
                        """
                                    out.write(next);
                                    out.flush();
                                    out.write(next());
                                    out.flush();\
                        """),
                open(
                        4,
                        "no message is written",
                        """
                                        next = next();
                        """,
                        """
                                        next();
                                        next = EventStream.heartbeat();
                        """),
                open(
                        5,
                        "one client gets it",
                        "locked(() -> clients.removeIf(client -> !client.offer(block)));",
                        """
                        locked(() -> {
                                    clients.stream().limit(1).forEach(client -> client.offer(block));
                                    return true;
                                });\
                        """),
                open(
                                6,
                                "several publish at a time",
                                "clients = new HashSet<>()",
                                "clients = java.util.concurrent.ConcurrentHashMap.newKeySet()")
                        .and(
                                "locked(() -> clients.removeIf(client -> !client.offer(block)));",
                                "clients.removeIf(client -> !client.offer(block));"),
                open(
                        8,
                        "who leaves takes all others along",
                        "locked(() -> clients.remove(client));",
                        """
                        locked(() -> {
                                    clients.clear();
                                    return true;
                                });\
                        """),
                open(9, "no heartbeat", "queue.poll(heartbeat.toNanos(), TimeUnit.NANOSECONDS)", "queue.take()"),
                open(
                                10,
                                "who publishes writes to all",
                                """
                                boolean room = waiting.addAndGet(block.length) <= Limits.BYTES && queue.offer(block);
                                if (!room) {
                                    writer.interrupt();
                                }
                                return room;\
                        """,
                                """
                                try {
                                    stream.write(block);
                                    stream.flush();
                                    return true;
                                } catch (IOException e) {
                                    return false;
                                }\
                        """)
                        .and(
                                """
                                        try (out) {
                                """,
                                """
                                        stream = out;
                                        try (out) {
                                """)
                        .and(
                                "    private final Thread writer;",
                                """
                                    private volatile OutputStream stream = OutputStream.nullOutputStream();
                                    private final Thread writer;\
                                """),
                open(
                        11,
                        "a full queue is left, and its connection stays",
                        """
                                    writer.interrupt();
                        """,
                        ""),
                open(
                        11,
                        "what does not fit is left out",
                        """
                                boolean room = waiting.addAndGet(block.length) <= Limits.BYTES && queue.offer(block);
                                if (!room) {
                                    writer.interrupt();
                                }
                                return room;\
                        """,
                        """
                                queue.offer(block);
                                return true;\
                        """),
                open(12, "nobody is refused", "clients.size() >= limits.maxClients()", "clients.size() < 0"),
                open(
                        13,
                        "places are not given back",
                        """
                                registry.leave(this);
                        """,
                        ""));
    }
}
