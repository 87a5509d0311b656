package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.Needs;
import workbook.checker.Sample;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;

/** The contracts ask for nothing that only Helidon can do: servers in Node fulfil them, graded by {@code --exec}. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
@Order(2)
class NodeServersTest {

    /** Of so many servers one is graded, unless all are asked for. */
    private static final int ONE_IN = 3;

    private static final Set<Verdict> BAD = Set.of(Verdict.FAILED, Verdict.WARNED, Verdict.BROKEN);

    /** @param skipped the checks that cannot be made of it: it has no page, or is no JVM */
    private record Server(String task, String script, Set<Integer> skipped) {

        Server(String task, String script, Integer... skipped) {
            this(task, script, Set.of(skipped));
        }

        Verdict wanted(CheckResult check) {
            return skipped.stream().anyMatch(number -> check.id().equals(task + "/" + number))
                    ? Verdict.SKIPPED
                    : Verdict.PASSED;
        }
    }

    private static final List<Server> ALL = List.of(
            new Server("1.1", "three-ways.mjs", 10),
            new Server("2.1", "first-stream.mjs"),
            new Server("2.3", "event-types.mjs", 9, 10, 11),
            new Server("3.1", "replay.mjs"),
            new Server("3.2", "heartbeat.mjs", 11), // threads can be counted in a JVM only
            new Server("3.3", "broadcast.mjs"),
            new Server("4.1", "notifications.mjs", 15, 16, 17, 18, 19, 20, 21, 22),
            new Server("4.2", "log-viewer.mjs", 18, 19, 20, 21, 22, 23),
            new Server("4.3", "ai-stream.mjs", 14, 15, 16, 17, 18, 19));

    static Stream<Arguments> servers() {
        return Sample.asked().part(ALL, ONE_IN).stream().map(server -> argumentSet(server.task(), server));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aRightServerPassesEveryCheckThatCanBeMade(Server server) {
        TaskResult task = NodeServer.grade(server.task(), "exec node " + server.script());
        assertEquals(
                List.of(),
                task.checks().stream()
                        .filter(check -> check.verdict() != server.wanted(check))
                        .toList());
        assertEquals(Status.PASSED, task.status());
    }

    @ParameterizedTest
    @CsvSource({"late, 2.1/6", "cut, 2.1/7"})
    void aFaultFailsItsCheckAndNoOther(String fault, String check) {
        TaskResult task = NodeServer.grade("2.1", "FAULT=" + fault + " exec node first-stream.mjs");
        assertEquals(
                Set.of(check),
                task.checks().stream()
                        .filter(result -> BAD.contains(result.verdict()))
                        .map(CheckResult::id)
                        .collect(Collectors.toSet()));
        assertEquals(Status.FAILED, task.status());
    }
}
