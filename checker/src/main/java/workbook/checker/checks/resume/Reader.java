package workbook.checker.checks.resume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;

/** One client as a browser is one: it reads, loses its connection, and comes back with the last id it was given. */
public final class Reader {

    public static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Channel channel;
    private final Probe probe;
    private final List<Connection> connections = new ArrayList<>();
    private String lastId;

    private Reader(Channel channel, String lastId) {
        this.channel = channel;
        this.probe = channel.probe();
        this.lastId = lastId;
    }

    /** A client that was never here. */
    public static Reader join(Channel channel) {
        return comeBack(channel, "");
    }

    /** A client that was here before, up to this id. */
    public static Reader comeBack(Channel channel, String lastId) {
        return new Reader(channel, lastId).comeBack();
    }

    /** A client behind small buffers, so that the server soon feels when it does not read. */
    public static Reader joinWithSmallBuffers(Channel channel) {
        return new Reader(channel, "").opened(channel.probe().getWithSmallBuffers("/events"));
    }

    /** A client that sends the header though it has nothing to put there. */
    public static Reader withEmptyId(Channel channel) {
        Reader reader = new Reader(channel, "");
        return reader.opened(channel.probe().get("/events", LAST_EVENT_ID, ""));
    }

    /** A client behind a proxy that writes the names of headers in lower case, as HTTP/2 does (RFC 9113 8.2). */
    static Reader comeBackInLowerCase(Channel channel, String lastId) {
        Reader reader = new Reader(channel, lastId);
        return reader.opened(channel.probe().get("/events", LAST_EVENT_ID.toLowerCase(Locale.ROOT), lastId));
    }

    /** A client whose stream was opened already. */
    public static Reader on(Channel channel, Connection stream) {
        return new Reader(channel, "").opened(stream);
    }

    public Reader comeBack() {
        return opened(lastId.isEmpty() ? probe.get("/events") : probe.get("/events", LAST_EVENT_ID, lastId));
    }

    /** Comes back at another node, with the last id that it was given. */
    public Reader comeBackAt(Channel node) {
        Probe other = node.probe();
        return opened(lastId.isEmpty() ? other.get("/events") : other.get("/events", LAST_EVENT_ID, lastId));
    }

    private Reader opened(Connection connection) {
        connections.add(connection);
        Expectations.requireEventStream(probe, connection);
        return this;
    }

    /** Waits for the first bytes of the stream, which are all that comes as long as nothing is posted. */
    public Reader awaitBegin() {
        now().await(() -> !now().items(StreamItem.Retry.class).isEmpty(), probe.slack());
        return this;
    }

    /** Waits for events that come at once, if any do. */
    public void awaitReset() {
        now().awaitEvents(1, probe.slack());
    }

    public Reader cut() {
        now().reset();
        return left();
    }

    public Reader leave() {
        now().close();
        return left();
    }

    /** This reader after the end of its connection. Events that arrived while it was leaving count as read. */
    public Reader left() {
        now().awaitEnd(probe.answer());
        String id = now().lastEventId();
        lastId = id.isEmpty() ? lastId : id;
        return this;
    }

    /** The connection that is open, else the last one. */
    public Connection now() {
        return connections.getLast();
    }

    public List<Connection> connections() {
        return connections;
    }

    Channel channel() {
        return channel;
    }

    /** Waits for a number of events on this connection. */
    public boolean await(int events) {
        return now().await(() -> now().eventCount() >= events && events().size() >= events, probe.answer());
    }

    /** Waits until this message has come. */
    public boolean await(Posted message, Duration limit) {
        Connection now = now();
        BooleanSupplier arrival = now.arrival(event -> event.lastEventId().equals(message.id()));
        return now.await(() -> message.id().equals(now.lastEventId()) || arrival.getAsBoolean(), limit);
    }

    /** Waits until this message has come, whatever its id. */
    public boolean awaitText(Posted message, Duration limit) {
        return now().await(now().arrival(message::isIn), limit);
    }

    /** The events of this connection, in order. */
    public List<StreamItem.Event> events() {
        return events(now());
    }

    /** The events of one of the connections, in order, without messages that may come and need not. */
    public List<StreamItem.Event> events(Connection connection) {
        return connection.events().stream()
                .map(ArrivedItem::item)
                .filter(event -> !channel.isStray(event))
                .toList();
    }
}
