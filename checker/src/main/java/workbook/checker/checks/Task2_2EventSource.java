package workbook.checker.checks;

import workbook.checker.probe.Check;
import workbook.checker.probe.Checks;
import workbook.checker.probe.Probe;

/** The page reads {@code GET /events} with EventSource, shows messages and state, and obeys two buttons. */
@Checks
final class Task2_2EventSource {

    @Check(number = 1, en = "It connects with EventSource", zh = "用 EventSource 建立连接", rule = "HTML 9.2.2")
    void connects(Probe probe) {
        new SourcePage(probe).requireConnection();
    }
}
