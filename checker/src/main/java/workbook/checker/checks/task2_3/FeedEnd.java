package workbook.checker.checks.task2_3;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Optional;
import workbook.checker.http.End;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/** A stream of task 2.3 that has ended or fallen silent, which it never should. */
final class FeedEnd {

    private final Connection connection;
    private final Optional<End> end;

    FeedEnd(Connection connection) {
        this.connection = connection;
        this.end = connection.awaitEnd(Duration.ZERO);
    }

    /** The failure of a stream that stopped while nobody else was there. */
    CheckFailure fault() {
        int count = connection.eventCount();
        Text after = count == 1 ? text("after 1 event", "1 个事件之后") : text("after %d events", "%d 个事件之后", count);
        return stop(after)
                .why(text("this feed has no last event", "这个流没有最后一个事件"))
                .likely(
                        end.isEmpty()
                                ? causeOfSilence(count)
                                : text(
                                        "the loop ends, the handler returns, or an exception ends both, such as an index past the last item",
                                        "循环结束了，处理函数返回了，或者两者都被异常终止，例如下标越过了最后一项"))
                .failure();
    }

    private static Text causeOfSilence(int count) {
        return count == 1
                ? text(
                        "the wait behind the first event is far too long: a unit is mixed up, such as nanoseconds taken for milliseconds; or the loop waits for something that never comes",
                        "第一个事件之后等待得太久：单位弄混了，例如把纳秒当成了毫秒；或者循环在等待永远不会发生的事")
                : text("the loop waits for something that never comes", "循环在等待永远不会发生的事");
    }

    /** The failure of a stream that stopped when others came and left. */
    CheckFailure faultOfOthers() {
        return stop(text("when another client had come or left", "在别的客户端到来或离开之后"))
                .why(text(
                        "each client has its own run; another one that comes or leaves must not be felt",
                        "每个客户端都有自己的一轮；别的客户端来去不应有影响"))
                .likely(text(
                        "clients share a sink, a list or a flag, so that one of them ends the others; make it a local variable of the handler",
                        "客户端共用了 sink、列表或标志位，一个会结束其他的；应改为处理函数的局部变量"))
                .failure();
    }

    private Fault stop(Text when) {
        Text how = end.<Text>map(seen -> seen instanceof End.Complete
                        ? text("the end %s", "%s流就结束了", when)
                        : text("a cut connection %s", "%s连接断了", when))
                .orElse(text("silence %s", "%s就没有动静了", when));
        return Fault.expected(text("a stream that goes on for as long as the client stays", "只要客户端还在，流就不会结束"))
                .received(how)
                .browser(
                        end.isEmpty()
                                ? text("waits on, in readyState OPEN", "继续等待，readyState 为 OPEN")
                                : text("error, then it connects again", "触发 error，然后重新连接"))
                .on(connection);
    }
}
