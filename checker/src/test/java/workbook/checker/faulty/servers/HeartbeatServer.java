package workbook.checker.faulty.servers;

import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.StrictUtf8;
import workbook.checker.scripted.Request;

/** Task 3.2 done right on the fast clock, in parts. A faulty server overrides the part in which it sins. */
public class HeartbeatServer implements Handler {

    /** One stream and what waits for it. */
    public static final class Client {
        public final Reply reply;
        public final int number;
        public final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

        public Client(Reply reply, int number) {
            this.reply = reply;
            this.number = number;
        }
    }

    public final List<Client> clients = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        switch (request.method() + " " + request.target()) {
            case "POST /messages" -> post(request.body(), reply);
            case "GET /events" -> events(new Client(reply, numbers.getAndIncrement()));
            default -> reply.json(404, "{\"error\": \"no such path\"}").cut();
        }
    }

    protected void post(byte[] body, Reply reply) throws Exception {
        try {
            post(StrictUtf8.decode(body), reply);
        } catch (CharacterCodingException e) {
            reply.json(400, "{\"error\": \"not UTF-8\"}").cut();
        }
    }

    protected void post(String message, Reply reply) throws Exception {
        publish(message);
        reply.json(201, "{\"id\": \"1\"}").cut();
    }

    protected synchronized void publish(String message) throws Exception {
        for (Client client : clients) {
            client.queue.add(message);
        }
    }

    protected void events(Client client) throws Exception {
        clients.add(client);
        try {
            head(client.reply);
            run(client);
        } finally {
            clients.remove(client);
        }
    }

    protected void head(Reply reply) {
        reply.eventStream();
    }

    protected void run(Client client) throws Exception {
        for (int silences = 0; ; ) {
            String message = client.queue.poll(interval(silences).toNanos(), TimeUnit.NANOSECONDS);
            silences = message == null ? silences + 1 : 0;
            send(client, message == null ? comment(client) : event(message));
        }
    }

    /** How long it may be silent, after so many silences in a row. */
    protected Duration interval(int silences) {
        return usual();
    }

    /** As the checker wants it, in a process of its own; else as it is on the fast clock. */
    public static Duration usual() {
        return Duration.parse(System.getenv().getOrDefault("HEARTBEAT_INTERVAL", "PT1.5S"));
    }

    protected String comment(Client client) throws Exception {
        return comment();
    }

    protected String comment() {
        return ": heartbeat\n\n";
    }

    protected String event(String message) {
        return "data: " + String.join("\ndata: ", message.split("\r\n|\r|\n", -1)) + "\n\n";
    }

    protected void send(Client client, String block) throws Exception {
        client.reply.write(block);
    }
}
