package workbook.checker.grading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;

/** The contract of 4.2 is not one of Java: a server in Node follows a log, too. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
class NodeLogViewerTest {

    @Test
    void aServerInNodePassesEveryCheckOfTheServer() {
        NodeServer.assertPasses("4.2", "exec node log-viewer.mjs", 18, 19, 20, 21, 22, 23);
    }
}
