package workbook.checker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.report.CheckResult;
import workbook.checker.report.Status;
import workbook.checker.report.TaskResult;
import workbook.checker.report.Verdict;

/** The contract of 4.2 is not one of Java: a server in Node follows a log, too. */
@Needs("node")
class NodeLogViewerTest {

    private static final int SERVER_CHECKS = 17;

    @Test
    void aServerInNodePassesEveryCheckOfTheServer() {
        TaskResult task = NodeServer.grade("4.2", "exec node log-viewer.mjs");
        List<CheckResult> notPassed = task.checks().stream()
                .limit(SERVER_CHECKS)
                .filter(check -> check.verdict() != Verdict.PASSED)
                .toList();
        assertEquals(List.of(), notPassed);
        assertEquals(Status.PASSED, task.status());
    }
}
