package workbook.checker.grading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;

/** The contract of task 4.1 asks for nothing that only Helidon can do: a server in Node fulfils it. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
class NodeNotificationsTest {

    @Test
    void aServerInNodePassesEveryCheckOfTheServer() {
        NodeServer.assertPasses("4.1", "node notifications.mjs", 15, 16, 17, 18, 19, 20, 21, 22);
    }
}
