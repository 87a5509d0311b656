package workbook.checker.faulty;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Task 3.2 done right on the fast clock, in parts. A faulty server overrides the part in which it sins. */
class HeartbeatServer implements TinyServer.Handler {

    /** One stream and what waits for it. */
    static final class Client {
        final Reply reply;
        final int number;
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

        Client(Reply reply, int number) {
            this.reply = reply;
            this.number = number;
        }
    }

    final List<Client> clients = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    @Override
    public void answer(TinyServer.Request request, Reply reply) throws Exception {
        switch (request.method() + " " + request.path()) {
            case "POST /messages" -> post(new String(request.body(), StandardCharsets.UTF_8), reply);
            case "GET /events" -> events(new Client(reply, numbers.getAndIncrement()));
            default -> reply.json(404, "{\"error\": \"no such path\"}").cut();
        }
    }

    void post(String message, Reply reply) throws Exception {
        publish(message);
        reply.json(201, "{\"id\": \"1\"}").cut();
    }

    synchronized void publish(String message) throws Exception {
        for (Client client : clients) {
            client.queue.add(message);
        }
    }

    void events(Client client) throws Exception {
        clients.add(client);
        try {
            head(client.reply);
            run(client);
        } finally {
            clients.remove(client);
        }
    }

    void head(Reply reply) {
        reply.eventStream();
    }

    void run(Client client) throws Exception {
        for (int silences = 0; ; ) {
            String message = client.queue.poll(interval(silences).toNanos(), TimeUnit.NANOSECONDS);
            silences = message == null ? silences + 1 : 0;
            send(client, message == null ? comment(client) : event(message));
        }
    }

    /** How long it may be silent, after so many silences in a row. */
    Duration interval(int silences) {
        return usual();
    }

    /** As the checker wants it, in a process of its own; else as it is on the fast clock. */
    static Duration usual() {
        return Duration.parse(System.getenv().getOrDefault("HEARTBEAT_INTERVAL", "PT1.5S"));
    }

    String comment(Client client) throws Exception {
        return comment();
    }

    String comment() {
        return ": heartbeat\n\n";
    }

    String event(String message) {
        return "data: " + String.join("\ndata: ", message.split("\n", -1)) + "\n\n";
    }

    void send(Client client, String block) throws Exception {
        client.reply.write(block);
    }
}
