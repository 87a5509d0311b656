package workbook.checker.checks.task1_1;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.List;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** The counter as an event stream tells it. */
final class TickEvents extends TickRun {

    private final Connection connection;

    private TickEvents(Probe probe, Connection connection) {
        super(probe);
        this.connection = connection;
    }

    static TickEvents open(Probe probe) {
        return new TickEvents(probe, probe.get("/events"));
    }

    /** Another client, which comes right behind a tick. */
    Connection behindATick() {
        await(said().size() + 1);
        return probe.get("/events");
    }

    @Override
    Connection connection() {
        return connection;
    }

    @Override
    List<Said> said() {
        return connection.events().stream()
                .map(event -> new Said(
                        event.item().data(), event.nanos(), event.item().start()))
                .toList();
    }

    @Override
    CheckFailure nothing(Duration waited) {
        Expectations.requireAnyEvent(connection);
        return Fault.expected(text("an event", "一个事件")).on(connection).failure();
    }

    @Override
    void requireOpen(Text likely) {
        Expectations.requireOpen(
                connection, text("it goes on for as long as the client wants", "只要客户端还在，它就一直继续"), likely);
    }

    @Override
    Text one() {
        return text("an event", "一个事件");
    }
}
