package workbook.checker.faulty.task3_2;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 3.2 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "waits before it sends anything",
                        """
                                byte[] next = EventStream.heartbeat();
                                while (true) {
                                    out.write(next);\
                        """,
                        """
                                byte[] first = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
                                byte[] next = first == null ? EventStream.heartbeat() : first;
                                while (true) {
                                    out.write(next);\
                        """),
                open(
                        2,
                        "no message is taken",
                        "        answer(res, Status.CREATED_201, \"id\", registry.publish(text));",
                        "        res.status(Status.NOT_IMPLEMENTED_501).send(\"not written yet\\n\");"),
                open(
                        3,
                        "one client gets it",
                        "clients.removeIf(client -> !client.offer(block));",
                        "clients.stream().limit(1).forEach(client -> client.offer(block));"),
                open(
                        3,
                        "each client has an order of its own",
                        """
                                return locked(() -> {
                                    String id = Long.toString(++lastId);
                                    byte[] block = EventStream.message(id, text);
                                    clients.removeIf(client -> !client.offer(block));
                                    return id;
                                });\
                        """,
                        """
                                String id = locked(() -> Long.toString(++lastId));
                                byte[] block = EventStream.message(id, text);
                                for (Client client : locked(() -> java.util.List.copyOf(clients))) {
                                    client.offer(block);
                                }
                                return id;\
                        """),
                open(
                        4,
                        "waits for ever",
                        "byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);",
                        "byte[] event = queue.take();"),
                open(
                        5,
                        "a second, whatever the interval says",
                        "byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);",
                        "byte[] event = queue.poll(1, TimeUnit.SECONDS);"),
                open(
                        5,
                        "a fifth of a second, whatever the interval says",
                        "byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);",
                        "byte[] event = queue.poll(200, TimeUnit.MILLISECONDS);"),
                open(
                        6,
                        "the heartbeat is an event",
                        "bytes(\": heartbeat\\n\\n\")",
                        "bytes(\"data: heartbeat\\n\\n\")"),
                open(
                        7,
                        "one queue for all",
                        "private final BlockingQueue<byte[]> queue",
                        "private static final BlockingQueue<byte[]> queue"),
                open(
                        8,
                        "no heartbeat after a message",
                        "byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);",
                        """
                        byte[] event = next == EventStream.heartbeat()
                                            ? queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS)
                                            : queue.take();\
                        """),
                open(
                                9,
                                "two heartbeats and no more",
                                """
                                byte[] next = EventStream.heartbeat();
                                while\
                        """,
                                """
                                int beats = 0;
                                byte[] next = EventStream.heartbeat();
                                while\
                        """)
                        .and(
                                "byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);",
                                """
                                byte[] event = beats < 2 ? queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS) : queue.take();
                                            beats = event == null ? beats + 1 : 0;\
                                """),
                open(
                        10,
                        "a timer writes beside the handler",
                        """
                                byte[] next = EventStream.heartbeat();
                                while (true) {
                                    out.write(next);
                                    out.flush();
                                    byte[] event = queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
                                    waiting.addAndGet(event == null ? 0 : -event.length);
                                    next = event == null ? EventStream.heartbeat() : event;\
                        """,
                        """
                                Thread.startVirtualThread(() -> {
                                    try {
                                        while (true) {
                                            out.write(EventStream.heartbeat());
                                            out.flush();
                                            Thread.sleep(interval);
                                        }
                                    } catch (IOException | InterruptedException e) {
                                        // The client has gone.
                                    }
                                });
                                while (true) {
                                    out.write(queue.take());
                                    out.flush();\
                        """),
                open(
                        11,
                        "the queue stays when its client has gone",
                        """
                                    registry.leave(client);
                        """,
                        ""),
                open(
                        12,
                        "who leaves takes all others along",
                        "locked(() -> clients.remove(client));",
                        """
                        locked(() -> {
                                    clients.clear();
                                    return true;
                                });\
                        """));
    }
}
