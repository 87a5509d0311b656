package workbook.checker.faulty.task3_3;

import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.StrictUtf8;
import workbook.checker.scripted.Request;

/** Task 3.3 done right, in parts. A faulty server overrides the part in which it sins. */
class BroadcastServer implements Standalone.Server {

    /** One stream and what waits for it. */
    record Client(Reply reply, BlockingQueue<String> queue) {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    final Duration heartbeat = Duration.parse(setting("HEARTBEAT_INTERVAL", "PT15S"));
    final int queue = Integer.parseInt(setting("BROADCAST_QUEUE", "256"));
    final int places = Integer.parseInt(setting("BROADCAST_MAX_CLIENTS", "10000"));
    final ReentrantLock lock = new ReentrantLock();
    final List<Client> clients = new ArrayList<>();

    private static String setting(String name, String usual) {
        return System.getenv().getOrDefault(name, usual);
    }

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        switch (request.method() + " " + request.target()) {
            case "POST /messages" -> post(request.body(), reply);
            case "GET /events" -> events(reply);
            case "GET /clients" -> count(reply);
            default -> reply.json(404, "{\"error\": \"no such path\"}").cut();
        }
    }

    void post(byte[] body, Reply reply) throws Exception {
        try {
            post(StrictUtf8.decode(body), reply);
        } catch (CharacterCodingException e) {
            reply.json(400, "{\"error\": \"not UTF-8\"}").cut();
        }
    }

    void post(String message, Reply reply) throws Exception {
        publish(message);
        accept(reply);
    }

    void accept(Reply reply) {
        reply.head("HTTP/1.1 202 Accepted", "Content-Length: 0").cut();
    }

    void publish(String message) throws Exception {
        lock.lock();
        try {
            for (Client client : List.copyOf(clients)) {
                deliver(client, block(message));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock. */
    void deliver(Client client, String block) throws Exception {
        if (!client.queue().offer(block)) {
            drop(client);
        }
    }

    void drop(Client client) {
        leave(client);
        client.reply().cut();
    }

    String block(String message) {
        return "data: " + String.join("\ndata: ", message.split("\r\n|\r|\n", -1)) + "\n\n";
    }

    void count(Reply reply) {
        reply.json(200, "{\"connected\": " + connected() + "}").cut();
    }

    int connected() {
        lock.lock();
        try {
            return clients.size();
        } finally {
            lock.unlock();
        }
    }

    void events(Reply reply) throws Exception {
        Client client = new Client(reply, newQueue());
        if (!join(client)) {
            refuse(reply);
            return;
        }
        try {
            head(reply);
            stream(client);
        } finally {
            leave(client);
        }
    }

    BlockingQueue<String> newQueue() {
        return new LinkedBlockingQueue<>(queue);
    }

    boolean join(Client client) {
        return join(client, places);
    }

    final boolean join(Client client, int limit) {
        lock.lock();
        try {
            return clients.size() < limit && clients.add(client);
        } finally {
            lock.unlock();
        }
    }

    void leave(Client client) {
        lock.lock();
        try {
            clients.remove(client);
        } finally {
            lock.unlock();
        }
    }

    void refuse(Reply reply) {
        reply.head("HTTP/1.1 503 Service Unavailable", "Retry-After: 3", "Content-Length: 0")
                .cut();
    }

    void head(Reply reply) {
        reply.eventStream();
    }

    void stream(Client client) throws Exception {
        while (true) {
            write(client, next(client));
        }
    }

    String next(Client client) throws Exception {
        String block = client.queue().poll(heartbeat.toNanos(), TimeUnit.NANOSECONDS);
        return block == null ? ": heartbeat\n\n" : block;
    }

    void write(Client client, String block) throws Exception {
        client.reply().write(block);
    }
}
