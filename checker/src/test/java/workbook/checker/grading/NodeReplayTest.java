package workbook.checker.grading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;

/** The contract of task 3.1 asks for nothing that only Helidon can do: a server in Node fulfils it. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
class NodeReplayTest {

    @Test
    void aServerInNodePassesEveryCheck() {
        NodeServer.assertPasses("3.1", "node replay.mjs");
    }
}
