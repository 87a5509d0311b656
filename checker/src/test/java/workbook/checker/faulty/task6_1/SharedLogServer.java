package workbook.checker.faulty.task6_1;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.StrictUtf8;
import workbook.checker.redis.RedisClient;
import workbook.checker.scripted.Request;

/**
 * A node of task 6.1 done right, in parts, for a process of its own. A faulty one overrides the part in which it sins. One
 * thread polls the log and keeps a copy of its end; an entry has a random tag, by which it differs from every entry of
 * another log that has the same id by chance.
 */
class SharedLogServer implements Standalone.Server {

    /** An entry of the log as this node has it, with a number that only this node knows. */
    record Message(long number, String entry, String tag, String text) {}

    private static final Pattern ID = Pattern.compile("([0-9]{1,15})m-([0-9]{4})([0-9]{9})");

    /** Of this node. */
    static final int PORT = Integer.parseInt(setting("PORT", "0"));

    static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int POLL = 3;
    private static final int QUIET_POLL = 20;
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int LONGEST_PAUSE = 30;
    private static final int BATCH = 100;

    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();

    /** The log was asked for what is new, whether there was anything, and whether it could be reached. */
    final Condition looked = lock.newCondition();

    // Guarded by lock.
    final List<Message> copy = new ArrayList<>();
    long newest;
    long rounds;
    Message last;
    boolean away;

    private final AtomicBoolean begun = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();
    private RedisClient writer;
    private volatile long stirred = System.nanoTime();

    static String setting(String name, String usual) {
        return System.getenv().getOrDefault(name, usual);
    }

    static int port() {
        return URI.create(setting("LOG_URL", "redis://127.0.0.1:6379")).getPort();
    }

    static String key() {
        return setting("LOG_KEY", "messages");
    }

    static int capacity() {
        return Integer.parseInt(setting("LOG_CAPACITY", "1000"));
    }

    Duration interval() {
        return Duration.parse(setting("HEARTBEAT_INTERVAL", "PT1.5S"));
    }

    static void park(int millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        if (!begun.getAndSet(true)) {
            Thread.ofPlatform().daemon().name("log").start(this::follow);
        }
        switch (request.method() + " " + request.target()) {
            case "POST /messages" -> post(request.body(), reply);
            case "GET /events" -> get(lastId(request), reply);
            default -> reply.json(404, "{\"error\": \"no such path\"}").cut();
        }
    }

    // POST

    void post(byte[] body, Reply reply) throws Exception {
        try {
            accept(reply, publish(decode(body)));
        } catch (CharacterCodingException e) {
            reply.json(400, "{\"error\": \"not UTF-8\"}").cut();
        } catch (IOException e) {
            refuse(reply);
        }
    }

    String decode(byte[] body) throws CharacterCodingException {
        return StrictUtf8.decode(body);
    }

    void accept(Reply reply, String id) {
        reply.json(201, "{\"id\": \"" + id + "\"}").cut();
    }

    void refuse(Reply reply) {
        String body = "{\"error\": \"the log is away\"}";
        reply.head(
                        "HTTP/1.1 503 Service Unavailable",
                        "Retry-After: 1",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length())
                .raw(body)
                .cut();
    }

    String publish(String text) throws IOException {
        String tag = tag();
        return id(add("t", text, "g", tag), tag);
    }

    String tag() throws IOException {
        return Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000));
    }

    /** Adds an entry with these fields, and returns its id. */
    String add(String... fields) throws IOException {
        List<String> command = new ArrayList<>(List.of("XADD", key()));
        command.addAll(bound());
        command.add("*");
        command.addAll(List.of(fields));
        return (String) write(command.toArray(String[]::new));
    }

    List<String> bound() {
        return List.of("MAXLEN", "~", Integer.toString(capacity()));
    }

    Object write(String... command) throws IOException {
        writing.lock();
        try {
            if (writer == null) {
                writer = connect(limit());
            }
            return writer.command(command);
        } catch (IOException e) {
            broken();
            throw e;
        } finally {
            writing.unlock();
        }
    }

    Duration limit() {
        return LIMIT;
    }

    void broken() throws IOException {
        RedisClient old = writer;
        writer = null;
        if (old != null) {
            old.close();
        }
    }

    RedisClient connect(Duration limit) throws IOException {
        return RedisClient.connect(port(), limit);
    }

    /** Of the form that golden files know for an id. */
    String id(String entry, String tag) {
        String[] numbers = entry.split("-");
        return "%sm-%04d%s".formatted(numbers[0], Integer.parseInt(numbers[1]), tag);
    }

    /** The entry in an id of this form, else nothing. */
    static Optional<String> entry(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? Optional.of(parts.group(1) + "-" + Integer.parseInt(parts.group(2)))
                : Optional.empty();
    }

    // The copy of the log

    /** Reads the log for ever, whatever it throws. */
    void follow() {
        while (true) {
            try (RedisClient log = connect(LIMIT)) {
                connected(log);
                while (true) {
                    long begun = System.nanoTime();
                    round(log);
                    park(Math.max(poll(), tookUpTo(LONGEST_PAUSE, begun)));
                }
            } catch (IOException e) {
                failed(e);
                park(20);
            }
        }
    }

    /** Milliseconds, as many as a look at the log has taken: while its last entry is a long one, others get their turn. */
    private static int tookUpTo(int most, long begun) {
        return (int) Math.min(most, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    /** Milliseconds. Two nodes that look each time as soon as they can would keep a tenth of the tests' machine busy. */
    int poll() {
        return System.nanoTime() - stirred > QUIET.toNanos() ? QUIET_POLL : POLL;
    }

    void connected(RedisClient log) throws IOException {
        lock.lock();
        try {
            away = false;
            changed.signalAll();
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void failed(IOException why) {
        lock.lock();
        try {
            away = true;
            changed.signalAll();
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** One look at the log, from the entry that was read last, which must still be there. */
    void round(RedisClient log) throws IOException {
        round(log, read(log, last == null ? "-" : last.entry()));
    }

    /** @param from what was read, from the entry on that was read last */
    void round(RedisClient log, List<Message> from) throws IOException {
        List<Message> read = from;
        lock.lock();
        try {
            boolean isAnother = last != null && !isSame(last, read);
            if (isAnother) {
                forget();
                read = read(log, "-");
            } else if (last != null) {
                read = read.subList(1, read.size());
            }
            read.forEach(this::keep);
            rounds += isEnd(read) ? 1 : 0;
            looked.signalAll();
            if (isAnother || !read.isEmpty()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is nothing behind what was read, without the entry that was there before. */
    boolean isEnd(List<Message> read) {
        return read.size() < BATCH - 1;
    }

    boolean isSame(Message known, List<Message> read) {
        return !read.isEmpty()
                && read.getFirst().entry().equals(known.entry())
                && read.getFirst().tag().equals(known.tag());
    }

    /** The log has another past. The number that is left out makes everybody who waits miss something. */
    void forget() {
        copy.clear();
        last = null;
        newest++;
    }

    void keep(Message message) {
        stirred = System.nanoTime();
        last = new Message(++newest, message.entry(), message.tag(), message.text());
        copy.add(last);
        while (copy.size() > capacity() + 200) {
            copy.removeFirst();
        }
    }

    List<Message> read(RedisClient log, String from) throws IOException {
        Object answer = log.command("XRANGE", key(), from, "+", "COUNT", Integer.toString(BATCH));
        List<Message> all = new ArrayList<>();
        for (Object entry : (List<?>) answer) {
            all.add(message((List<?>) entry));
        }
        return all;
    }

    /** The whole log, however long it is. */
    List<Message> readAll(RedisClient log) throws IOException {
        List<Message> all = new ArrayList<>();
        for (Object entry : (List<?>) log.command("XRANGE", key(), "-", "+")) {
            all.add(message((List<?>) entry));
        }
        return all;
    }

    static Message message(List<?> entry) {
        List<?> fields = (List<?>) entry.get(1);
        return new Message(0, (String) entry.get(0), (String) fields.get(3), (String) fields.get(1));
    }

    // GET

    /** Empty if the client comes for the first time. */
    String lastId(Request request) {
        return request.header("last-event-id").orElse("");
    }

    void get(String lastId, Reply reply) throws Exception {
        long joined = joined(); // before the headers: what is posted from then on is for this client, too
        reply.smallBuffer().eventStream();
        reply.write(begin());
        stream(lastId.isEmpty() ? joined : place(lastId, reply), reply);
    }

    /** The number of the newest message, once the log was asked; while it is away, of what this node has. */
    private long joined() throws InterruptedException {
        lock.lock();
        try {
            long left = LIMIT.toNanos();
            while (rounds == 0 && left > 0) {
                left = looked.awaitNanos(left);
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }

    String begin() {
        return "retry: " + Duration.parse(setting("REPLAY_RETRY", "PT0.1S")).toMillis() + "\n\n";
    }

    /** The number of the last message that a client has; -1 if it must be told that it missed something. */
    long place(String lastId, Reply reply) throws InterruptedException {
        awaitRounds(1, reply);
        if (number(lastId) < 0) {
            awaitRounds(seen() + 2, reply); // the other node may have been faster than this one
        }
        return number(lastId);
    }

    long seen() {
        lock.lock();
        try {
            return rounds;
        } finally {
            lock.unlock();
        }
    }

    long newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    void awaitRounds(long wanted, Reply reply) throws InterruptedException {
        stirred = System.nanoTime();
        lock.lock();
        try {
            long left = interval().toNanos();
            while (rounds < wanted) {
                left = looked.awaitNanos(left); // each try to reach the log ends it, too
                if (left <= 0) {
                    reply.write(": heartbeat\n\n");
                    left = interval().toNanos();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    long number(String id) {
        lock.lock();
        try {
            return copy.stream()
                    .filter(message -> shown(message).equals(id))
                    .mapToLong(Message::number)
                    .findFirst()
                    .orElse(-1);
        } finally {
            lock.unlock();
        }
    }

    /** The number in front of all that this node has. */
    long beforeAll() {
        lock.lock();
        try {
            return copy.isEmpty() ? newest : copy.getFirst().number() - 1;
        } finally {
            lock.unlock();
        }
    }

    String shown(Message message) {
        return id(message.entry(), message.tag());
    }

    /** What lies behind a place, and the number that was the newest then. */
    record Batch(List<Message> messages, long newest) {}

    void stream(long from, Reply reply) throws Exception {
        long place = from;
        while (true) {
            Batch batch = awaitBehind(place);
            if (missed(place, batch.messages())) {
                reply.write(reset(batch.messages()));
                place = batch.newest();
            } else if (batch.messages().isEmpty()) {
                beat(reply);
            }
            for (Message message : batch.messages()) {
                reply.write(event(message));
                place = message.number();
            }
        }
    }

    void beat(Reply reply) {
        reply.write(": heartbeat\n\n");
    }

    boolean missed(long place, List<Message> messages) {
        return place < 0 || !messages.isEmpty() && messages.getFirst().number() > place + 1;
    }

    Batch awaitBehind(long place) throws Exception {
        lock.lock();
        try {
            long left = interval().toNanos();
            while (place >= 0 && behind(place).isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return new Batch(behind(place), newest);
        } finally {
            lock.unlock();
        }
    }

    List<Message> behind(long place) {
        if (place >= newest) {
            return List.of(); // which is what most streams see at most looks
        }
        return copy.stream().filter(message -> message.number() > place).toList();
    }

    String reset(List<Message> messages) {
        String oldest = messages.isEmpty() ? "null" : "\"" + shown(messages.getFirst()) + "\"";
        return "event: reset\ndata: {\"oldest\": " + oldest + "}\n\n";
    }

    String event(Message message) {
        return "id: " + shown(message) + "\ndata: "
                + String.join("\ndata: ", message.text().split("\r\n|\r|\n", -1)) + "\n\n";
    }
}
