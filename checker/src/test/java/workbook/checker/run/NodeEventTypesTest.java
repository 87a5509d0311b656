package workbook.checker.run;

import org.junit.jupiter.api.Test;
import workbook.checker.Needs;

/** The contract of task 2.3 asks for nothing that only Helidon can do: a server in Node fulfils it. */
@Needs("node")
class NodeEventTypesTest {

    @Test
    void aServerInNodePassesEveryCheck() {
        NodeServer.assertPassesEveryCheck("2.3", "node event-types.mjs");
    }
}
