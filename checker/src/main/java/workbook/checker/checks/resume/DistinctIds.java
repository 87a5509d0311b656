package workbook.checker.checks.resume;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/** Messages of which each has an id of its own. */
public final class DistinctIds {

    private DistinctIds() {}

    /**
     * @param stream shown with the failure
     * @param likely why two messages have one id
     * @throws CheckFailure if they have
     */
    public static void require(List<Posted> messages, Connection stream, Text likely) {
        Set<String> seen = new HashSet<>();
        for (Posted message : messages) {
            if (!seen.add(message.id())) {
                throw Fault.expected(text("an id of its own for each message", "每条消息都有自己的 id"))
                        .received(
                                text("two messages with id %s", "两条消息的 id 都是 %s", same(WireText.escape(message.id()))))
                        .why(text(
                                "an id that two messages share says nothing to a client that comes back",
                                "两条消息共用一个 id，回来的客户端就说不清自己到了哪里"))
                        .likely(likely)
                        .on(stream)
                        .failure();
            }
        }
    }
}
