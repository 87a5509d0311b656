package workbook.checker.grading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;

/** The contract of 3.2 is not one of Java: a server in Node fulfils it, too. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
class NodeHeartbeatTest {

    @Test
    void aServerInNodePassesOnTheFastClock() {
        NodeServer.assertPasses("3.2", "exec node heartbeat.mjs", 11); // threads can be counted in a JVM only
    }
}
