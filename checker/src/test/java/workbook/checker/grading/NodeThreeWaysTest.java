package workbook.checker.grading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;

/** The contract of task 1.1 asks for nothing that only Helidon can do: a server in Node fulfils it, WebSocket by hand. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
class NodeThreeWaysTest {

    @Test
    void aServerInNodePassesEveryCheckButTheQuestions() {
        NodeServer.assertPasses("1.1", "node three-ways.mjs", 10);
    }
}
