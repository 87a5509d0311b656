package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.checker.Needs;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;

/** A server in another language is graded like any other: {@code --exec "node first-stream.mjs"}. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
class NodeFirstStreamTest {

    @Test
    void itPassesOnTheFastClock() {
        TaskResult task = NodeServer.grade("2.1", "exec node first-stream.mjs");
        assertEquals(Set.of(), failed(task));
        assertEquals(Status.PASSED, task.status());
    }

    @ParameterizedTest
    @CsvSource({"late, 2.1/6", "cut, 2.1/7"})
    void aFaultFailsItsCheckAndNoOther(String fault, String check) {
        TaskResult task = NodeServer.grade("2.1", "FAULT=" + fault + " exec node first-stream.mjs");
        assertEquals(Set.of(check), failed(task));
        assertEquals(Status.FAILED, task.status());
    }

    private static Set<String> failed(TaskResult task) {
        Set<Verdict> bad = Set.of(Verdict.FAILED, Verdict.WARNED, Verdict.BROKEN);
        return task.checks().stream()
                .filter(check -> bad.contains(check.verdict()))
                .map(check -> check.id())
                .collect(Collectors.toSet());
    }
}
