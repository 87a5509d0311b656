package workbook.checker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.report.CheckResult;
import workbook.checker.report.Status;
import workbook.checker.report.TaskResult;
import workbook.checker.report.Verdict;

/** The contract of 3.2 is not one of Java: a server in Node fulfils it, too. */
@Needs("node")
class NodeHeartbeatTest {

    @Test
    void aServerInNodePassesOnTheFastClock() {
        TaskResult task = NodeServer.grade("3.2", "exec node heartbeat.mjs");
        assertEquals(Set.of("3.2/11"), with(task, Verdict.SKIPPED)); // threads can be counted in a JVM only
        assertEquals(Status.PASSED, task.status());
        assertEquals(11, with(task, Verdict.PASSED).size());
    }

    private static Set<String> with(TaskResult task, Verdict verdict) {
        return task.checks().stream()
                .filter(check -> check.verdict() == verdict)
                .map(CheckResult::id)
                .collect(Collectors.toSet());
    }
}
