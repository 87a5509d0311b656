package workbook.checker.checks.fanout;

import static workbook.checker.text.Text.text;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import workbook.checker.checks.walk.Judge;
import workbook.checker.checks.walk.Message;
import workbook.checker.checks.walk.World;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/** What one connection of a walk may bring: the messages in order, from the first one that is posted behind its headers. */
final class FanOutJudge implements Judge {

    private final World world;
    private final Connection connection;
    private final Text rule;

    /** The first message that a server which publishes behind its answer may have been about to publish. */
    private final int unheard;

    private int due;
    private int read;
    private Optional<Supplier<CheckFailure>> fault = Optional.empty();

    FanOutJudge(World world, Connection connection, Text rule) {
        this.world = world;
        this.connection = connection;
        this.rule = rule;
        this.due = world.log().size();
        this.unheard = due - world.unheard();
    }

    @Override
    public boolean isThrough() {
        for (ArrivedItem<StreamItem> arrived : connection.itemsAfter(read)) {
            read++;
            if (fault.isEmpty() && arrived.item() instanceof StreamItem.Event event) {
                see(event);
            }
        }
        return fault.isPresent() || due == world.log().size();
    }

    private void see(StreamItem.Event event) {
        if (due < world.log().size() && carries(world.log().get(due), event)) {
            due++;
        } else {
            int wanted = due;
            if (world.log().subList(unheard, due).stream().anyMatch(message -> carries(message, event))) {
                world.doubt();
            }
            fault = Optional.of(() -> fault(event, wanted));
        }
    }

    private static boolean carries(Message message, StreamItem.Event event) {
        return event.data().equals(Payload.asReceived(message.text()));
    }

    private CheckFailure fault(StreamItem.Event event, int wanted) {
        Optional<Integer> other = IntStream.range(0, world.log().size())
                .filter(index -> carries(world.log().get(index), event))
                .boxed()
                .reduce((first, last) -> last);
        if (other.isEmpty() && wanted < world.log().size()) {
            world.log().get(wanted).requireIn(connection, event);
        }
        Text received = other.map(index -> text("message %d", "消息 %d", index + 1))
                .orElse(text("an event that nobody posted", "没有人发送过的事件"));
        return Fault.expected(wanted(wanted))
                .received(received)
                .why(rule)
                .at(connection, event.start(), text("received %s", "收到的是：%s", received))
                .failure();
    }

    private Text wanted(int index) {
        return index < world.log().size()
                ? text("message %d", "消息 %d", index + 1)
                : text("no event: it has all that was posted", "没有事件：已发送的消息它都有了");
    }

    @Override
    public Optional<CheckFailure> fault() {
        return fault.map(FanOutJudge::thrown);
    }

    /** A text that was changed is explained by who compares it, and that one throws. */
    private static CheckFailure thrown(Supplier<CheckFailure> fault) {
        try {
            return fault.get();
        } catch (CheckFailure changed) {
            return changed;
        }
    }

    @Override
    public CheckFailure missing() {
        return Fault.expected(wanted(due))
                .received(text(
                        "%d event(s) on this connection, and then nothing more",
                        "这个连接上有 %d 个事件，之后再没有内容", connection.eventCount()))
                .why(rule)
                .on(connection)
                .failure();
    }
}
