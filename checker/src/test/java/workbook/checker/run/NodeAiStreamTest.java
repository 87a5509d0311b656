package workbook.checker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.report.CheckResult;
import workbook.checker.report.Status;
import workbook.checker.report.TaskResult;
import workbook.checker.report.Verdict;

/** The contract of 4.3 is not one of Java: a server in Node fulfils it, too. */
@Needs("node")
class NodeAiStreamTest {

    @Test
    void aServerInNodePassesOnTheFastClock() {
        TaskResult task = NodeServer.grade("4.3", "exec node ai-stream.mjs");
        List<String> skipped = task.checks().stream()
                .filter(check -> check.verdict() == Verdict.SKIPPED)
                .map(CheckResult::id)
                .toList();
        assertEquals(List.of("4.3/14", "4.3/15", "4.3/16", "4.3/17", "4.3/18", "4.3/19"), skipped); // it has no page
        assertEquals(Status.PASSED, task.status());
    }
}
