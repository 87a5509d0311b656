package workbook.checker.grading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;

/** The contract of 4.3 is not one of Java: a server in Node fulfils it, too. */
@Execution(ExecutionMode.CONCURRENT)
@Needs("node")
class NodeAiStreamTest {

    @Test
    void aServerInNodePassesOnTheFastClock() {
        NodeServer.assertPasses("4.3", "exec node ai-stream.mjs", 14, 15, 16, 17, 18, 19);
    }
}
