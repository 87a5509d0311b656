package workbook.checker.tail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.ScriptedServer;

/**
 * A page of this machine that shows lines of a wire log as they come, and the newest ones to whoever opens it later. A page
 * that is slower than the lines misses some, and is told how many.
 */
final class WireLogPage implements AutoCloseable {

    /** As many as the page keeps. */
    private static final int MOST_LINES = 1000;

    private static final int MOST_CHARACTERS = 2 << 20;
    private static final int AT_A_TIME = 100;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** For a page that has not got the last lines yet when the tail is over. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** A page of another name that was pointed at this machine must not read the log. */
    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    private static final Map<String, String> FILES = Map.of(
            "/", "tail/index.html",
            "/tail.js", "tail/tail.js",
            "/page.js", "page.js",
            "/wire-log.js", "wire-log.js",
            "/workbook.css", "workbook.css");

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

    /** @param number counts the lines, and is the id by which a page comes back */
    private record Line(long number, String json) {}

    private final String about;
    private final ScriptedServer server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Line> lines = new ArrayDeque<>();
    private long characters;
    private long number;
    private boolean over;
    private int pages;

    private WireLogPage(String about) {
        this.about = about;
        this.server = ScriptedServer.start(0, this::answer);
    }

    /**
     * Begins to serve an empty log.
     *
     * @param name whose bytes it shows
     * @param reproduce a line for a shell that shows the same
     */
    static WireLogPage start(String name, String reproduce) {
        return new WireLogPage(JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("reproduce", reproduce)
                .toString());
    }

    URI uri() {
        return server.uri().resolve("/");
    }

    void add(ObjectNode line) {
        String json = line.toString();
        lock.lock();
        try {
            lines.addLast(new Line(++number, json));
            characters += json.length();
            while (lines.size() > MOST_LINES || characters > MOST_CHARACTERS) {
                characters -= lines.removeFirst().json().length();
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void answer(Request request, Answer answer) throws InterruptedException {
        String file = FILES.get(request.path());
        if (!THIS_MACHINE.matcher(request.header("host").orElse("")).matches()) {
            answer.whole("421 Misdirected Request", "text/plain", "ask for 127.0.0.1 or localhost\n");
        } else if (!request.method().equals("GET")) {
            answer.whole("405 Method Not Allowed", "", "");
        } else if (request.path().equals("/lines")) {
            stream(request, answer);
        } else if (file == null) {
            answer.missing();
        } else {
            answer.whole(
                    "200 OK",
                    TYPES.get(file.substring(file.lastIndexOf('.') + 1)) + "; charset=utf-8",
                    bytes("/web/" + file));
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = WireLogPage.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stream(Request request, Answer answer) throws InterruptedException {
        long last = request.header("last-event-id")
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
        answer.eventStream().write("retry: 1000\n\n" + event("about", about));
        count(1);
        try {
            while (answer.open()) {
                List<Line> more = awaitAfter(last);
                answer.write(more.isEmpty() ? isOver(last) ? event("over", "{}") : ":\n\n" : block(more, last));
                if (more.isEmpty() && isOver(last)) {
                    answer.end();
                    return;
                }
                last = more.isEmpty() ? last : more.getLast().number();
            }
        } finally {
            count(-1);
        }
    }

    /** The next lines behind one; empty if none come for a while, or none will. */
    private List<Line> awaitAfter(long last) throws InterruptedException {
        lock.lock();
        try {
            long left = HEARTBEAT.toNanos();
            while (number <= last && !over && left > 0) {
                left = news.awaitNanos(left);
            }
            return lines.stream()
                    .filter(line -> line.number() > last)
                    .limit(AT_A_TIME)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver(long last) {
        lock.lock();
        try {
            return over && number <= last;
        } finally {
            lock.unlock();
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            pages += change;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static String block(List<Line> more, long last) {
        List<String> events = new ArrayList<>();
        long missed = more.getFirst().number() - last - 1;
        if (missed > 0) {
            events.add(event("missed", Long.toString(missed)));
        }
        more.forEach(line -> events.add("id: " + line.number() + "\n" + event("line", line.json())));
        return String.join("", events);
    }

    private static String event(String type, String json) {
        return "event: " + type + "\ndata: " + json + "\n\n";
    }

    /** Lets open pages read to the end, but not for long. */
    @Override
    public void close() {
        lock.lock();
        try {
            over = true;
            news.signalAll();
            long deadline = System.nanoTime() + FAREWELL.toNanos();
            for (long left = FAREWELL.toNanos(); pages > 0 && left > 0; left = deadline - System.nanoTime()) {
                news.await(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        server.close();
    }
}
