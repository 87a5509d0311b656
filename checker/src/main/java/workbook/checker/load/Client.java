package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** One client: what it has read so far, and what it knows of its events. */
final class Client implements AnswerReader.Taker, Consumer<StreamItem> {

    enum Role {
        /** Stays, and must get everything. */
        STEADY,
        /** Leaves and comes back; what is posted meanwhile it may miss. */
        STORM,
        /** Does not read, or hardly. */
        SLOW
    }

    enum State {
        /** In the queue of those that connect next. */
        WAITING,
        /** Was not let in again, and tries later. */
        AWAY,
        CONNECTING,
        LISTENING,
        GONE
    }

    /** Our events are short. A server may send others, but none of this length to every client. */
    private static final int LONGEST_EVENT = 1024 * 1024;

    public final int number;
    final Role role;
    final Ledger ledger = new Ledger();
    State state = State.WAITING;
    SocketChannel channel;
    SelectionKey key;
    AnswerReader answer;
    long begun;
    boolean returns;
    long read;

    private final Loop loop;
    private EventStreamReader events;
    private boolean justBack;

    Client(int number, Role role, Loop loop) {
        this.number = number;
        this.role = role;
        this.loop = loop;
    }

    /** A new connection begins. */
    void connecting(long now) {
        channel = null;
        begun = now;
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
        justBack = returns;
        loop.listens(this);
    }

    @Override
    public void body(byte[] bytes, int from, int to) {
        events.read(bytes, from, to, this);
    }

    @Override
    public void accept(StreamItem item) {
        if (item instanceof StreamItem.Event event) {
            event(event.data());
        } else if (item instanceof StreamItem.Comment) {
            loop.stats.comments++;
        }
    }

    private void event(String data) {
        RunState course = loop.course;
        int at = course.marker.find(data);
        if (at < 0) {
            return;
        }
        long event = Marker.number(data, at);
        long due = Marker.number(data, Marker.next(data, at));
        if (event < 0 || due < 0 || event >= course.issued() || role == Role.SLOW) {
            return;
        }
        if (justBack && event >= ledger.next()) {
            ledger.listenFrom((int) event);
            justBack = false;
        }
        int before = ledger.next();
        switch (ledger.arrived((int) event, course::accepted, course.window::arrived)) {
            case IN_ORDER -> {
                delivered(due);
                if (role == Role.STEADY) {
                    course.window.arrived((int) event);
                }
            }
            case LATE -> {
                complain(
                        StreamFault.Kind.EVENTS_OUT_OF_ORDER,
                        event,
                        text(
                                "client %d got event %d after event %d",
                                "客户端 %d 先收到事件 %3$d，后收到事件 %2$d", number, event, before - 1));
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
        RunState course = loop.course;
        loop.stats.delivered(loop.now() - course.begun(), loop.sinceOrigin() - due, role == Role.STEADY);
        course.deliveries.increment();
    }

    private void complain(StreamFault.Kind kind, long event, Text example) {
        loop.stats.faults.add(kind, 1, (int) event, number, example);
    }
}
