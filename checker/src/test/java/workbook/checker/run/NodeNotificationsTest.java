package workbook.checker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.report.CheckResult;
import workbook.checker.report.Verdict;

/** The contract of task 4.1 asks for nothing that only Helidon can do: a server in Node fulfils it. */
@Needs("node")
class NodeNotificationsTest {

    private static final int FIRST_OF_THE_PAGE = 15;

    @Test
    void aServerInNodePassesEveryCheckOfTheServer() {
        List<CheckResult> server =
                NodeServer.grade("4.1", "node notifications.mjs").checks().subList(0, FIRST_OF_THE_PAGE - 1);
        assertEquals(
                List.of(),
                server.stream()
                        .filter(check -> check.verdict() != Verdict.PASSED)
                        .toList());
    }
}
