package workbook.checker.checks.task4_2;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** Somebody who watches a log: it reads, loses its connection, and comes back with the last id that it was given. */
final class LogViewer {

    static final String LAST_EVENT_ID = "Last-Event-ID";

    private final FollowedLog log;
    private final List<Connection> connections = new ArrayList<>();
    private String lastId = "";
    private int seen;

    private LogViewer(FollowedLog log) {
        this.log = log;
    }

    /** A viewer that was never here. */
    static LogViewer join(FollowedLog log) {
        return new LogViewer(log).opened(log.server().get("/events"));
    }

    /** A viewer behind small buffers, so that the server soon feels when it does not read. */
    static LogViewer joinWithSmallBuffers(FollowedLog log) {
        return new LogViewer(log).opened(log.server().getWithSmallBuffers("/events"));
    }

    /** A viewer that comes back with an id. */
    static LogViewer resume(FollowedLog log, String id) {
        return new LogViewer(log).opened(log.server().get("/events", LAST_EVENT_ID, id));
    }

    /** A viewer behind a proxy that writes the names of headers in lower case, as HTTP/2 does (RFC 9113 8.2). */
    static LogViewer resumeInLowerCase(FollowedLog log, String id) {
        return new LogViewer(log).opened(log.server().get("/events", LAST_EVENT_ID.toLowerCase(Locale.ROOT), id));
    }

    /** A viewer that comes back with an id in the address, as a page that makes a new EventSource does. */
    static LogViewer after(FollowedLog log, String id) {
        return new LogViewer(log).opened(log.server().get(address(id)));
    }

    /** A viewer with an id in the address that is none of the server's, so that any 4xx will do; empty if it came. */
    static Optional<LogViewer> afterOrRefused(FollowedLog log, String id) {
        Connection connection = log.server().get(address(id));
        if (isRefused(log.server(), connection)) {
            connection.close();
            return Optional.empty();
        }
        return Optional.of(new LogViewer(log).opened(connection));
    }

    static boolean isRefused(Probe probe, Connection connection) {
        return probe.requireHead(connection).status() / 100 == 4;
    }

    /** A viewer with an id in the address that was new once, and a newer one in the header. */
    static LogViewer afterAndResume(FollowedLog log, String old, String id) {
        return new LogViewer(log).opened(log.server().get(address(old), LAST_EVENT_ID, id));
    }

    static String address(String id) {
        return "/events?after=" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private LogViewer opened(Connection connection) {
        connections.add(log.watched(connection));
        seen = 0;
        Expectations.requireEventStream(log.server(), connection);
        return this;
    }

    FollowedLog log() {
        return log;
    }

    Probe probe() {
        return log.server();
    }

    /** The connection that is open, else the last one. */
    Connection now() {
        return connections.getLast();
    }

    List<Connection> connections() {
        return connections;
    }

    /** Opens the next connection, with the last id. */
    LogViewer comeBack() {
        return opened(
                lastId.isEmpty() ? log.server().get("/events") : log.server().get("/events", LAST_EVENT_ID, lastId));
    }

    LogViewer cut() {
        now().reset();
        return left();
    }

    LogViewer leave() {
        now().close();
        return left();
    }

    /** This viewer after the end of its connection. Lines that arrived while it was leaving count as read. */
    LogViewer left() {
        now().awaitEnd(probe().answer());
        String id = now().lastEventId();
        lastId = id.isEmpty() ? lastId : id;
        return this;
    }

    /** The lines on this connection. Other events of the server have a type of their own. */
    List<ArrivedItem<StreamItem.Event>> lines() {
        return now().events().stream().filter(event -> !isReset(event.item())).toList();
    }

    static String textOf(StreamItem.Event line) {
        return malformedAsOne(line.data());
    }

    /** How many U+FFFD a piece of malformed bytes makes depends on the decoder. */
    static String malformedAsOne(String text) {
        return text.replaceAll("\ufffd+", "\ufffd");
    }

    List<String> texts() {
        return lines().stream().map(line -> textOf(line.item())).toList();
    }

    static boolean isReset(StreamItem.Event event) {
        return event.type().equals("reset");
    }

    /** The id that came with the nth line on this connection. */
    String id(int line) {
        return lines().get(line).item().lastEventId();
    }

    /** Waits for a number of lines on this connection; a server that still sends is given more time. */
    boolean await(int count) {
        Duration limit = probe().answer();
        int before = -1;
        while (now().eventCount() > before && lines().size() < count) {
            before = now().eventCount();
            now().awaitEvents(before + count - lines().size(), limit);
        }
        return lines().size() >= count;
    }

    /** Waits until a line has come. */
    boolean await(String line, Duration limit) {
        return now().await(
                        () -> lines().stream()
                                .anyMatch(event -> event.item().data().equals(line)),
                        limit);
    }

    /** How many lines of this connection were compared already. */
    int seen() {
        return seen;
    }

    void seen(int lines) {
        seen = lines;
    }

    /** Waits for lines that must come next, and compares them. */
    void requireNext(List<String> wanted, Text likely) {
        await(seen + wanted.size());
        new ReceivedLog(this, wanted, likely).requireFrom(seen);
        seen += wanted.size();
    }

    void requireNext(List<String> wanted) {
        requireNext(wanted, Text.NONE);
    }
}
