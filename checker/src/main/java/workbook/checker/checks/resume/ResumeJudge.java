package workbook.checker.checks.resume;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.Optional;
import java.util.function.Supplier;
import workbook.checker.checks.walk.Judge;
import workbook.checker.checks.walk.Message;
import workbook.checker.checks.walk.Place;
import workbook.checker.checks.walk.World;
import workbook.checker.finding.WireText;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * What one connection of a walk may bring.
 *
 * <pre>
 * came with          missed        gets
 * no id                            what is posted from now on
 * an id              &lt; room     exactly what it missed, then what is posted
 *                    room..2 room  that, or a reset and all that is buffered
 *                    &gt; 2 room   a reset and all that is buffered
 * an id of no use                  a reset and all that is buffered
 * </pre>
 *
 * <p>Buffered are at least {@code room} messages, or all that there were, and at most twice as many.
 */
final class ResumeJudge implements Judge {

    /** Which message comes next. */
    private static final int OPEN = -1;

    private static final int ALL_THAT_IS_BUFFERED = -2;

    private final World world;
    private final Connection connection;
    private final Text rule;
    private final int from;
    private final int posted;
    private int due = OPEN;
    private int read;
    private Optional<StreamItem.Event> reset = Optional.empty();
    private Optional<Supplier<CheckFailure>> fault = Optional.empty();

    ResumeJudge(World world, Connection connection, Place place, Text rule) {
        this.world = world;
        this.connection = connection;
        this.rule = rule;
        this.posted = world.log().size();
        this.from = switch (place) {
            case Place.New none -> posted;
            case Place.Empty empty -> posted;
            case Place.After after -> world.indexOf(after) + 1;
            case Place.Unknown unknown -> ALL_THAT_IS_BUFFERED;
            case Place.Ahead ahead -> ALL_THAT_IS_BUFFERED;
        };
    }

    @Override
    public boolean isThrough() {
        for (ArrivedItem<StreamItem> arrived : connection.itemsAfter(read)) {
            read++;
            if (fault.isEmpty() && arrived.item() instanceof StreamItem.Event event) {
                see(event);
            }
        }
        return fault.isPresent() || next() == world.log().size() || isEmptyReset();
    }

    private int next() {
        return due == OPEN && !isToBeReset() ? from : due;
    }

    private boolean isEmptyReset() {
        return due == ALL_THAT_IS_BUFFERED && world.log().isEmpty();
    }

    /** Whether too much is missed for any server. */
    private boolean isToBeReset() {
        return from == ALL_THAT_IS_BUFFERED || posted - from > 2 * world.room();
    }

    private boolean mayBeReset() {
        return from == ALL_THAT_IS_BUFFERED || posted - from >= world.room();
    }

    private void see(StreamItem.Event event) {
        if (Delivery.isReset(event)) {
            seeReset(event);
        } else if (due == ALL_THAT_IS_BUFFERED) {
            seeOldest(event);
        } else if (due == OPEN && isToBeReset()) {
            fail(event, text("no reset", "没有 reset"), this::wantedReset);
        } else {
            seeNext(event, next());
        }
    }

    private void seeReset(StreamItem.Event event) {
        if (due != OPEN || !mayBeReset()) {
            fail(event, text("a reset that is not due", "不该有的 reset"), () -> wanted(next()));
        } else if (!event.lastEventId().isEmpty()) {
            fail(event, text("a reset with an id", "带有 id 的 reset"), this::wantedReset);
        } else {
            due = ALL_THAT_IS_BUFFERED;
            reset = Optional.of(event);
        }
    }

    /** What comes behind a reset. What was posted to this server by others, or before a restart, is not known here. */
    private void seeOldest(StreamItem.Event event) {
        Optional<StreamItem.Event> before = reset;
        reset = Optional.empty();
        int index = world.indexOf(event.lastEventId());
        int buffered = posted - index;
        if (before.isPresent() && !names(before.get(), event)) {
            fail(before.get(), same(WireText.escape(before.get().data())), this::wantedReset);
        } else if (index >= 0 && (buffered < Math.min(world.room(), posted) || buffered > 2 * world.room())) {
            fail(event, received(event), this::wantedReset);
        } else if (index >= 0) {
            seeNext(event, index);
        }
    }

    /** Nothing is the oldest where nothing was buffered, and what comes next is live. */
    private boolean names(StreamItem.Event said, StreamItem.Event oldest) {
        return ResetReplay.oldest(said.data())
                .filter(id -> id.isTextual() && id.asText().equals(oldest.lastEventId()) || id.isNull() && posted == 0)
                .isPresent();
    }

    private void seeNext(StreamItem.Event event, int index) {
        if (index >= world.log().size() || world.indexOf(event.lastEventId()) != index) {
            fail(event, received(event), () -> wanted(index));
            return;
        }
        Message message = world.log().get(index);
        due = index + 1;
        if (!carries(message, event)) {
            fault = Optional.of(() -> contentFault(message, event));
        }
    }

    private boolean carries(Message message, StreamItem.Event event) {
        try {
            message.requireIn(connection, event);
            return true;
        } catch (CheckFailure wrong) {
            return false;
        }
    }

    private CheckFailure contentFault(Message message, StreamItem.Event event) {
        try {
            message.requireIn(connection, event);
        } catch (CheckFailure wrong) {
            return wrong;
        }
        throw new IllegalStateException("the same event carried its message after all");
    }

    private Text received(StreamItem.Event event) {
        int index = world.indexOf(event.lastEventId());
        return index < 0
                ? text("an event with the id \"%s\"", "id 为 \"%s\" 的事件", WireText.escape(event.lastEventId()))
                : text("message %d", "消息 %d", index + 1);
    }

    private Text wanted(int index) {
        return index < world.log().size()
                ? text(
                        "message %d (id %s)",
                        "消息 %d（id %s）",
                        index + 1,
                        WireText.escape(world.log().get(index).id()))
                : text("no event: it has all that was posted", "没有事件：已发送的消息它都有了");
    }

    private Text wantedReset() {
        return text(
                "an event \"reset\" with data %s and without an id, then all that is buffered: at least %d messages",
                "类型为 \"reset\"、data 为 %s、不带 id 的事件，然后是缓冲区里的全部消息：至少 %d 条",
                same("{\"oldest\": …}"),
                Math.min(world.room(), posted));
    }

    private void fail(StreamItem.Event event, Text received, Supplier<Text> wanted) {
        fault = Optional.of(() -> Fault.expected(wanted.get())
                .received(received)
                .why(rule)
                .at(connection, event.start(), text("received %s", "收到的是：%s", received))
                .failure());
    }

    @Override
    public Optional<CheckFailure> fault() {
        return fault.map(Supplier::get);
    }

    @Override
    public CheckFailure missing() {
        boolean waitsForReset = due == OPEN && isToBeReset();
        return Fault.expected(waitsForReset ? wantedReset() : wanted(Math.max(0, next())))
                .received(text(
                        "%d event(s) on this connection, and then nothing more",
                        "这个连接上有 %d 个事件，之后再没有内容", connection.eventCount()))
                .why(rule)
                .on(connection)
                .failure();
    }
}
