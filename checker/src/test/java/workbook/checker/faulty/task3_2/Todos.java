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
                        3,
                        "one queue for all",
                        "private final BlockingQueue<byte[]> queue",
                        "private static final BlockingQueue<byte[]> queue"),
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
                                "the heartbeats belong to whoever came last",
                                """
                                byte[] next = EventStream.heartbeat();
                                while\
                        """,
                                """
                                last = this;
                                byte[] next = EventStream.heartbeat();
                                while\
                        """)
                        .and(
                                "next = event == null ? EventStream.heartbeat() : event;",
                                "next = event != null ? event : last == this ? EventStream.heartbeat() : new byte[0];")
                        .and(
                                "    private final Thread writer;",
                                """
                                    private static volatile Client last;
                                    private final Thread writer;\
                                """),
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
                                "one heartbeat and no more",
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
                                byte[] event = beats < 1 ? queue.poll(interval.toNanos(), TimeUnit.NANOSECONDS) : queue.take();
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
                                    byte[] block = queue.take();
                                    out.write(block, 0, block.length / 2);
                                    java.util.concurrent.locks.LockSupport.parkNanos(200_000); // as when the line is slow
                                    out.write(block, block.length / 2, block.length - block.length / 2);
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
                                "who leaves ends all others",
                                "locked(() -> clients.remove(client));",
                                """
                                locked(() -> {
                                            clients.remove(client);
                                            clients.forEach(Client::end);
                                            return true;
                                        });\
                                """)
                        .and(
                                "    boolean offer(",
                                """
                                    void end() {
                                        writer.interrupt();
                                    }

                                    boolean offer(\
                                """));
    }
}
