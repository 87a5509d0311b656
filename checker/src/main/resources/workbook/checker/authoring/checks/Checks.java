package workbook.checker.checks.@package@;

import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;

/** [[write: the contract of the task, in one sentence]] */
@Checks
final class @checks@ {

    @Check(number = 1, en = "It opens as an event stream", zh = "以事件流的形式打开", rule = "HTML 9.2.3", clauses = 1)
    void opens(Probe probe) {
        Expectations.requireEventStream(probe, probe.get("/events"));
    }

    // [[write: the other checks, one method each]]
}
