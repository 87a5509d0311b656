package workbook.checker.checks.fanout;

import static workbook.checker.text.Text.text;

import java.util.Map;
import java.util.Optional;
import workbook.checker.checks.walk.Contract;
import workbook.checker.checks.walk.Judge;
import workbook.checker.checks.walk.Message;
import workbook.checker.checks.walk.Place;
import workbook.checker.checks.walk.World;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Payload;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/**
 * The contract of tasks 3.2 and 3.3 for a walk: a client gets what is posted while it is connected, and nothing else.
 *
 * @param status of an accepted message
 */
public record FanOutContract(int status) implements Contract {

    /** Characters: a server may refuse what is longer. */
    private static final int LONG = 10_000;

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public Optional<Message> post(Probe probe, String text) {
        Connection answer = probe.postText("/messages", text);
        int got = probe.requireHead(answer).status();
        if (text.length() > LONG && got / 100 == 4) {
            return Optional.empty();
        }
        if (got != status) {
            throw Fault.expected(text("status %d", "状态码 %d", status))
                    .received(text("status %d", "状态码 %d", got))
                    .why(text("any text of at least one character is a message", "至少一个字符的任何文本都是消息"))
                    .on(answer)
                    .failure();
        }
        return Optional.of(new Message("", text, answer.request().curl(), Payload::require));
    }

    @Override
    public Judge judge(World world, Connection connection, Place place) {
        return new FanOutJudge(world, connection, rule());
    }

    @Override
    public int room(Probe probe) {
        return 0;
    }

    @Override
    public boolean mayEndStreams() {
        return false;
    }

    @Override
    public Text rule() {
        return text(
                "a client gets every message that is posted while it is connected, once and in order, and no other",
                "客户端在连接期间收到每条消息，按顺序各一次，此外没有别的");
    }
}
