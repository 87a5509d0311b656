package workbook.checker.grading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;

/** The contract of task 2.3 asks for nothing that only Helidon can do: a server in Node fulfils it. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
class NodeEventTypesTest {

    @Test
    void aServerInNodePassesEveryCheckOfTheServer() {
        NodeServer.assertPasses("2.3", "node event-types.mjs", 9, 10, 11);
    }
}
