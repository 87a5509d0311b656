package workbook.checker.checks.resume;

import static workbook.checker.text.Text.text;

import java.util.Map;
import java.util.Optional;
import workbook.checker.checks.walk.Contract;
import workbook.checker.checks.walk.Judge;
import workbook.checker.checks.walk.Message;
import workbook.checker.checks.walk.Place;
import workbook.checker.checks.walk.World;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** The contract of task 3.1 for a walk: who comes back gets all that followed, or is told that it cannot be had. */
public record ResumeContract(Posting posting) implements Contract {

    /** Above the limits of a hundred and fewer that a replay may have by mistake. */
    private static final int CAPACITY = 120;

    /** Characters: a server may refuse what is longer. */
    private static final int LONG = 10_000;

    @Override
    public Map<String, String> settings() {
        return Map.of(posting.roomKey(), String.valueOf(CAPACITY));
    }

    @Override
    public Optional<Message> post(Probe probe, String text) {
        Connection answer = posting.send(probe, text);
        if (text.length() > LONG && probe.requireHead(answer).status() / 100 == 4) {
            return Optional.empty();
        }
        Posted posted = posting.accepted(probe, answer, text);
        return Optional.of(new Message(posted.id(), text, answer.request().curl(), posted.content()::require));
    }

    @Override
    public Judge judge(World world, Connection connection, Place place) {
        return new ResumeJudge(world, connection, place, rule());
    }

    @Override
    public int room(Probe probe) {
        return Integer.parseInt(probe.setting(posting.roomKey()));
    }

    @Override
    public Text rule() {
        return text(
                "behind the id in Last-Event-ID comes every message once and in order, then the live ones; where that cannot be had, a reset says so",
                "从 Last-Event-ID 之后开始，每条消息按顺序各来一次，然后是实时消息；做不到时用 reset 告知");
    }
}
