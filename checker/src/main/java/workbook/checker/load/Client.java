package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** A client of the stream: what it has read so far, and which events it got. */
final class Client implements AnswerReader.Receiver, Consumer<StreamItem> {

    enum Role {
        /** A client that stays, and must get everything. */
        STEADY,
        /** A client that leaves and comes back; it may miss what is posted meanwhile. */
        STORM,
        /** A client that reads nothing, or very little. */
        SLOW
    }

    enum State {
        /** The client is in the queue to connect. */
        WAITING,
        /** The client was refused when it came back, and tries again later. */
        AWAY,
        CONNECTING,
        LISTENING,
        GONE
    }

    /**
     * The longest event, in bytes. Those of a run are short; a server may send others of its own, but hardly any of
     * this length to every client.
     */
    private static final int LONGEST_EVENT = 1024 * 1024;

    /** The type of the event that says that something is missing (task 3.1). */
    private static final String RESET = "reset";

    final int number;

    /** The index of the node at which it reads, or is to read next. */
    int node;

    final Role role;

    /** One for each sender: the events of each come in their order. */
    final List<Ledger> ledgers;

    State state = State.WAITING;
    SocketChannel channel;
    SelectionKey key;
    AnswerReader answer;
    long begun;

    /** When it was cut off or left; the time without a stream counts from here. */
    long left;

    /** When it was refused as it came back. */
    long refused;

    boolean returns;
    long read;

    private final Loop loop;
    private EventStreamReader events;

    /** The senders of which it may have missed something while it was away. */
    private final BitSet justBack = new BitSet(0);

    /** When the last event came on this connection; 0 before the first one. */
    private long lastEvent;

    Client(int number, int node, Role role, Loop loop) {
        this.number = number;
        this.node = node;
        this.role = role;
        this.loop = loop;
        this.ledgers = Stream.generate(Ledger::new).limit(loop.run.senders()).toList();
    }

    /** Whether it must get everything: with an id to come back with, it may not miss what was posted meanwhile. */
    boolean mustHaveAll() {
        return role == Role.STEADY || role == Role.STORM && loop.run.plan.outages();
    }

    /** Notes that a new connection is being opened. */
    void connecting(long now) {
        channel = null;
        begun = now;
        lastEvent = 0;
        answer = new AnswerReader(this);
        state = State.CONNECTING;
    }

    String lastEventId() {
        return events == null ? "" : events.lastEventId();
    }

    @Override
    public void head(AnswerHead head) throws BadAnswer {
        if (!head.opensStream()) {
            throw new NoStream(head);
        }
        events = new EventStreamReader(lastEventId(), LONGEST_EVENT);
        justBack.set(
                0,
                ledgers.size(),
                returns && (!loop.run.plan.outages() || lastEventId().isEmpty()));
        loop.listens(this);
    }

    @Override
    public void body(byte[] bytes, int from, int to) {
        events.read(bytes, from, to, this);
    }

    @Override
    public void accept(StreamItem item) {
        if (item instanceof StreamItem.Event event) {
            if (event.type().equals(RESET)) {
                reset();
            } else {
                event(event.data());
            }
        } else if (item instanceof StreamItem.Comment) {
            loop.measured.comments++;
        }
    }

    private void reset() {
        loop.run.resets.increment();
        for (int sender = 0; sender < ledgers.size(); sender++) {
            ledgers.get(sender).reset(loop.run.issued(sender));
        }
    }

    private void event(String data) {
        RunState run = loop.run;
        int at = run.marker.find(data);
        if (at < 0) {
            return;
        }
        long event = Marker.number(data, at);
        long due = Marker.number(data, Marker.next(data, at));
        if (event < 0 || event > Integer.MAX_VALUE || due < 0 || role == Role.SLOW) {
            return;
        }
        int sender = run.sender((int) event);
        int turn = run.turn((int) event);
        if (turn >= run.issued(sender)) {
            return;
        }
        Ledger ledger = ledgers.get(sender);
        if (justBack.get(sender) && turn >= ledger.next()) {
            ledger.listenFrom(turn);
            justBack.clear(sender);
        }
        int before = run.number(sender, ledger.next() - 1);
        switch (ledger.arrived(
                turn,
                other -> run.accepted(run.number(sender, other)),
                other -> run.window.arrived(run.number(sender, other)))) {
            case IN_ORDER -> {
                delivered(due);
                if (mustHaveAll()) {
                    run.window.arrived((int) event);
                }
            }
            case LATE -> {
                complain(
                        StreamFault.Kind.EVENTS_OUT_OF_ORDER,
                        event,
                        text(
                                "client %d got event %d after event %d",
                                "客户端 %d 先收到事件 %3$d，后收到事件 %2$d", number, event, before));
                delivered(due);
            }
            case DOUBLED ->
                complain(
                        StreamFault.Kind.EVENTS_DOUBLED,
                        event,
                        text("client %d got event %d twice", "客户端 %d 收到了两次事件 %d", number, event));
        }
    }

    private void delivered(long due) {
        RunState run = loop.run;
        long now = loop.now();
        boolean measured = mustHaveAll();
        loop.measured.delivered(node, now - run.begun(), loop.sinceOrigin() - due, measured);
        if (measured && lastEvent > 0) {
            loop.measured.gap(node, now - lastEvent);
        }
        lastEvent = now;
        run.deliveries.increment();
    }

    private void complain(StreamFault.Kind kind, long event, Text example) {
        loop.measured.faults.add(kind, 1, (int) event, number, example);
    }
}
