package workbook.checker.classroom.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import workbook.checker.classroom.proxy.ExchangeEnd;
import workbook.checker.classroom.proxy.ProxiedExchange;
import workbook.checker.classroom.proxy.TrafficListener;
import workbook.checker.classroom.serving.Feed;
import workbook.checker.finding.WireLine;

/**
 * What every window of the console shows: the state of the running solution, the connections, the newest lines of the
 * wire log. What passes is sent a few times a second, however much it is; lines beyond what anybody can read are only
 * counted.
 */
final class WireLogFeed implements TrafficListener, AutoCloseable {

    private static final Feed.Limits LIMITS = new Feed.Limits(2048, 8 << 20, 16);

    /** Connections and lines that are kept for a window opened later. */
    private static final int ROWS = 120;

    private static final int LINES = 800;

    /** Lines that are sent at a time. */
    private static final int AT_A_TIME = 150;

    private static final long PAUSE_MILLIS = 80;

    private final long epoch = System.nanoTime();
    private final Feed feed = new Feed(this, UUID.randomUUID().toString().substring(0, 8), LIMITS, () -> snapshot());
    private final Map<Long, ProxiedExchange> rows = new LinkedHashMap<>();

    /** Numbers of the streams, counted by themselves: the first is 1, whatever else was requested before. */
    private final Map<Long, Long> streams = new HashMap<>();

    private final Deque<ObjectNode> lines = new ArrayDeque<>();
    private final Set<Long> changed = new LinkedHashSet<>();
    private final List<ObjectNode> fresh = new ArrayList<>();
    private ObjectNode stage = Json.object();
    private long omitted;
    private long newestNumber;
    private boolean closed;

    WireLogFeed() {
        Thread.ofVirtual().name("wall").start(this::tell);
    }

    Feed feed() {
        return feed;
    }

    /** Sends every window the new state of the solution. */
    synchronized void run(ObjectNode state) {
        stage = state;
        feed.tell("stage", state.put("now", millis(System.nanoTime())).toString());
    }

    /** Forgets the connections that have ended, and all lines. */
    synchronized void clear() {
        rows.values().removeIf(row -> row.ending().isPresent());
        streams.keySet().retainAll(rows.keySet());
        clear(false);
    }

    /** Forgets everything: another proxy numbers its exchanges from 1 again. */
    synchronized void forget() {
        rows.clear();
        streams.clear();
        newestNumber = 0;
        changed.clear();
        clear(true);
    }

    private void clear(boolean all) {
        lines.clear();
        fresh.clear();
        omitted = 0;
        feed.tell("clear", Json.object().put("all", all).toString());
    }

    @Override
    public synchronized void changed(ProxiedExchange exchange) {
        if (exchange.kind() == ProxiedExchange.Kind.FILE) {
            lines.removeIf(line -> line.path("n").asLong() == exchange.number());
            fresh.removeIf(line -> line.path("n").asLong() == exchange.number());
        }
        rows.put(exchange.number(), exchange);
        if (isStream(exchange)) {
            streams.computeIfAbsent(exchange.number(), number -> ++newestNumber);
        }
        changed.add(exchange.number());
        makeRoom();
        notifyAll();
    }

    private static boolean isStream(ProxiedExchange exchange) {
        return exchange.wantsStream()
                || exchange.kind() == ProxiedExchange.Kind.STREAM
                || exchange.kind() == ProxiedExchange.Kind.SOCKET;
    }

    private void makeRoom() {
        Iterator<ProxiedExchange> oldest = rows.values().iterator();
        while (rows.size() > ROWS && oldest.hasNext()) {
            ProxiedExchange row = oldest.next();
            if (row.ending().isPresent()) {
                oldest.remove();
                streams.remove(row.number());
            }
        }
    }

    @Override
    public synchronized void saw(ProxiedExchange exchange, List<WireLine> more) {
        for (WireLine line : more) {
            if (fresh.size() >= AT_A_TIME && line.kind() == WireLine.Kind.BYTES) {
                omitted++;
                continue;
            }
            ObjectNode node = line(exchange, line);
            fresh.add(node);
            lines.addLast(node);
            if (lines.size() > LINES) {
                lines.removeFirst();
            }
        }
        changed.add(exchange.number());
        notifyAll();
    }

    private static ObjectNode line(ProxiedExchange exchange, WireLine line) {
        ObjectNode node = Json.object()
                .put("n", exchange.number())
                .put("at", line.at().toNanos() / 1000 / 1e3)
                .put("kind", line.kind().name().toLowerCase(Locale.ROOT));
        if (line.text().en().equals(line.text().zh())) {
            node.put("text", line.text().en());
        } else {
            node.set("text", Json.text(line.text()));
        }
        if (line.chunkEdge()) {
            node.put("chunkEdge", true);
        }
        if (!line.dispatched().isEmpty()) {
            ArrayNode events = node.putArray("dispatched");
            line.dispatched().forEach(events::add);
        }
        return node;
    }

    private void tell() {
        try {
            while (awaitNews()) {
                Thread.sleep(PAUSE_MILLIS);
                tellNews();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitNews() throws InterruptedException {
        while (!closed && changed.isEmpty() && fresh.isEmpty()) {
            wait();
        }
        return !closed;
    }

    private synchronized void tellNews() {
        ObjectNode news = Json.object().put("now", millis(System.nanoTime()));
        ArrayNode rowsNow = news.putArray("rows");
        changed.forEach(number -> {
            if (rows.containsKey(number)) {
                rowsNow.add(row(rows.get(number)));
            }
        });
        changed.clear();
        rows.values().removeIf(row -> row.kind() == ProxiedExchange.Kind.FILE);
        streams.keySet().retainAll(rows.keySet());
        news.putArray("lines").addAll(fresh);
        fresh.clear();
        news.put("omitted", omitted);
        omitted = 0;
        feed.tell("wire", news.toString());
    }

    private ObjectNode row(ProxiedExchange row) {
        return Json.object()
                .put("n", row.number())
                .put("stream", streams.getOrDefault(row.number(), 0L))
                .put("method", row.method())
                .put("target", row.target())
                .put("kind", row.kind().name().toLowerCase(Locale.ROOT))
                .put("wanted", row.wantsStream())
                .put("status", row.status())
                .put("lastId", row.lastEventId())
                .put("newestId", row.newestId())
                .put("events", row.events())
                .put("comments", row.comments())
                .put("bytes", row.bytes())
                .put("slow", row.slow())
                .put("opened", millis(row.opened()))
                .put("closed", row.closed() == 0 ? 0 : millis(row.closed()))
                .put("ending", row.ending().map(ExchangeEnd::name).orElse(""));
    }

    private double millis(long nanos) {
        return (nanos - epoch) / 1000 / 1e3;
    }

    /** The newest open stream, which is meant by a command that names none. */
    synchronized long newestStream() {
        return rows.values().stream()
                .filter(row -> row.ending().isEmpty() && row.kind() == ProxiedExchange.Kind.STREAM)
                .mapToLong(ProxiedExchange::number)
                .max()
                .orElse(0);
    }

    /** The streams that are slow at the moment. */
    synchronized List<Long> slowOnes() {
        return rows.values().stream()
                .filter(row -> row.ending().isEmpty() && row.slow())
                .map(ProxiedExchange::number)
                .toList();
    }

    private String snapshot() {
        ObjectNode all = Json.object().put("now", millis(System.nanoTime()));
        all.set("stage", stage);
        ArrayNode rowsNow = all.putArray("rows");
        rows.values().stream()
                .filter(row -> row.kind() != ProxiedExchange.Kind.FILE)
                .forEach(row -> rowsNow.add(row(row)));
        // Lines that are yet to be sent come with the next update.
        all.putArray("lines")
                .addAll(lines.stream().limit(lines.size() - unsaid()).toList());
        return all.toString();
    }

    private int unsaid() {
        return Math.min(lines.size(), fresh.size());
    }

    @Override
    public void close() {
        feed.end();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }
}
