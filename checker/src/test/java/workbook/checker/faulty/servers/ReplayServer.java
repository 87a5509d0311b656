package workbook.checker.faulty.servers;

import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.StrictUtf8;
import workbook.checker.scripted.Request;

/** Task 3.1 done right, in parts. A faulty server overrides the part in which it sins. */
public class ReplayServer implements Handler {

    /** A message and its number, from 1. */
    public record Message(long number, String text) {}

    private static final int LONGEST_HEADER = 8192;

    /** Always as long: a message that shows the beginning of a text would else end elsewhere in each run. */
    public final String process = 100_000_000 + System.nanoTime() % 900_000_000 + "m-";

    public final ReentrantLock lock = new ReentrantLock();
    public final Condition published = lock.newCondition();
    public final List<Message> buffer = new ArrayList<>();
    public volatile long newest;

    protected int capacity() {
        return Integer.parseInt(setting("REPLAY_CAPACITY", "1000"));
    }

    public static String setting(String name, String usual) {
        return System.getenv().getOrDefault(name, usual);
    }

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        switch (request.method() + " " + request.target()) {
            case "POST /messages" -> post(request.body(), reply);
            case "GET /events" -> get(request.headers().getOrDefault("last-event-id", ""), reply);
            default -> reply.json(404, "{\"error\": \"no such path\"}").cut();
        }
    }

    protected void post(byte[] body, Reply reply) throws Exception {
        try {
            accept(reply, publish(decode(body)));
        } catch (CharacterCodingException e) {
            reply.json(400, "{\"error\": \"not UTF-8\"}").cut();
        }
    }

    protected String decode(byte[] body) throws CharacterCodingException {
        return StrictUtf8.decode(body);
    }

    protected void accept(Reply reply, String id) {
        reply.json(201, "{\"id\": \"" + id + "\"}").cut();
    }

    protected String publish(String text) throws Exception {
        lock.lock();
        try {
            buffer.add(new Message(++newest, text));
            evict();
            published.signalAll();
            return id(newest);
        } finally {
            lock.unlock();
        }
    }

    protected void evict() {
        while (buffer.size() > capacity()) {
            buffer.removeFirst();
        }
    }

    protected String id(long number) {
        return process + number;
    }

    /** The number of the message with this id, if there was one. */
    public OptionalLong number(String id) {
        boolean ours = id.startsWith(process) && id.substring(process.length()).matches("[1-9][0-9]{0,9}");
        long number = ours ? Long.parseLong(id.substring(process.length())) : Long.MAX_VALUE;
        return number <= newest ? OptionalLong.of(number) : OptionalLong.empty();
    }

    protected void get(String lastId, Reply reply) throws Exception {
        if (lastId.length() > LONGEST_HEADER) {
            reply.json(431, "{\"error\": \"too long\"}").cut();
            return;
        }
        long place = place(lastId);
        head(reply);
        reply.write(begin(lastId));
        stream(place, reply);
    }

    /** The number of the last message that a client has; -1 if it must be told that it missed something. */
    protected long place(String lastId) {
        return lastId.isEmpty() ? newest : number(lastId).orElse(-1);
    }

    protected void head(Reply reply) {
        reply.eventStream();
    }

    protected String begin(String lastId) {
        return "retry: " + retry() + "\n\n";
    }

    protected long retry() {
        return Duration.parse(setting("REPLAY_RETRY", "PT0.1S")).toMillis();
    }

    protected void stream(long from, Reply reply) throws Exception {
        long place = from;
        while (true) {
            List<Message> messages = awaitAfter(place);
            if (missed(place, messages)) {
                reply.write(reset(messages));
            }
            for (Message message : messages) {
                send(reply, message);
            }
            place = messages.isEmpty() ? 0 : messages.getLast().number();
        }
    }

    protected boolean missed(long place, List<Message> messages) {
        return place < 0 || !messages.isEmpty() && messages.getFirst().number() > place + 1;
    }

    /** What is buffered behind a place; a client that missed something gets at least the reset at once. */
    protected List<Message> awaitAfter(long place) throws InterruptedException {
        lock.lock();
        try {
            while (place >= 0 && !isAnyBehind(place)) {
                published.await();
            }
            return behind(place);
        } finally {
            lock.unlock();
        }
    }

    /** From the newest on: this is asked for each reader and each message, and the buffer may be long. */
    private boolean isAnyBehind(long place) {
        for (int i = buffer.size() - 1; i >= 0; i--) {
            if (buffer.get(i).number() > place) {
                return true;
            }
        }
        return false;
    }

    private List<Message> behind(long place) {
        return buffer.stream().filter(message -> message.number() > place).toList();
    }

    protected String reset(List<Message> messages) {
        String oldest =
                messages.isEmpty() ? "null" : "\"" + id(messages.getFirst().number()) + "\"";
        return "event: reset\ndata: {\"oldest\": " + oldest + "}\n\n";
    }

    protected void send(Reply reply, Message message) {
        reply.write(event(message));
    }

    protected String event(Message message) {
        return "id: " + id(message.number()) + "\n" + data(message.text()) + "\n";
    }

    protected String data(String text) {
        return "data: " + String.join("\ndata: ", text.split("\r\n|\r|\n", -1)) + "\n";
    }
}
