package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * What is posted around the moment in which a log comes back. A message that was refused may have reached the log all the
 * same, and then it comes, once.
 */
final class Returns {

    private static final Duration BACK = Duration.ofSeconds(5);

    private final Set<String> refused = new HashSet<>();
    private final List<Posted> accepted = new ArrayList<>();

    /** How long a node may take to see that the log is back (contract 6.1 C7). */
    static Duration limit(Probe probe) {
        return probe.stretch(BACK).plus(probe.slack());
    }

    void refused(String text) {
        refused.add(text);
    }

    List<Posted> accepted() {
        return accepted;
    }

    /** Posts to a node that has its log. */
    void post(Node node, int count) {
        for (int n = 0; n < count; n++) {
            String text = "meanwhile " + n + " " + node.probe().word();
            accepted.add(node.channel().accepted(node.channel().send(text), text));
        }
    }

    /** Posts to a node again and again until it accepts. */
    void postWhenBack(Node node) {
        List<Connection> answers = new ArrayList<>();
        Probe probe = node.probe();
        boolean back = PolledCondition.await(() -> tries(node, answers), limit(probe));
        if (!back) {
            Connection last = answers.getLast();
            throw Fault.expected(text(
                            "status 201 within %.0f s after the log is back",
                            "日志恢复后 %.0f 秒内返回状态码 201", BACK.toMillis() / 1000.0))
                    .received(last.exchange()
                            .head()
                            .<Text>map(head -> text("status %d", "状态码 %d", head.status()))
                            .orElse(text("no answer", "没有回应")))
                    .why(text(
                            "a log that was away for a while comes back, and nobody restarts all nodes for it",
                            "日志只是断开一阵，恢复之后没有人会为此重启所有节点"))
                    .likely(text(
                            "a connection that broke is used for ever, or no new one is made; let a pool make one, and throw the broken one away",
                            "一直使用断掉的连接，或者不再建立新连接；应由连接池建立新的，并丢弃断掉的"))
                    .on(last)
                    .failure();
        }
    }

    private boolean tries(Node node, List<Connection> answers) {
        String text = "back " + answers.size() + " " + node.probe().word();
        Connection answer = node.sendOnce(text);
        answers.add(answer);
        Optional<ResponseHead> head = answer.awaitHead(node.probe().answer());
        if (head.filter(got -> got.status() == 201).isEmpty()) {
            refused.add(text);
            return false;
        }
        accepted.add(node.channel().accepted(answer, text));
        return true;
    }

    /** Waits until the readers have the last message that was accepted, and keeps all in the order of the last reader. */
    List<Posted> arrange(Node node, List<Reader> readers, int skipped) {
        readers.forEach(reader -> reader.await(accepted.getLast(), limit(node.probe())));
        List<Posted> all = new ArrayList<>();
        Set<String> left = new HashSet<>(refused);
        int due = 0;
        List<StreamItem.Event> events = readers.getLast().events();
        for (StreamItem.Event event : events.subList(Math.min(skipped, events.size()), events.size())) {
            if (left.remove(event.data())) {
                all.add(new Posted(event.lastEventId(), event.data(), Payload::require));
            }
            for (int i = due; i < accepted.size(); i++) {
                if (accepted.get(i).id().equals(event.lastEventId())) {
                    all.addAll(accepted.subList(due, i + 1));
                    due = i + 1;
                }
            }
        }
        all.addAll(accepted.subList(due, accepted.size()));
        node.channel().keep(all);
        return all;
    }
}
