package workbook.checker.grading;

import org.junit.jupiter.api.Test;
import workbook.checker.Needs;

/** The contract of task 1.1 asks for nothing that only Helidon can do: a server in Node fulfils it, WebSocket by hand. */
@Needs("node")
class NodeThreeWaysTest {

    @Test
    void aServerInNodePassesEveryCheckButTheQuestions() {
        NodeServer.assertPasses("1.1", "node three-ways.mjs", 10);
    }
}
