package workbook.checker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import workbook.checker.Needs;
import workbook.checker.probe.Clock;
import workbook.checker.probe.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.report.CheckResult;
import workbook.checker.report.Report;
import workbook.checker.report.Status;
import workbook.checker.report.Verdict;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** The contract of 3.2 is not one of Java: a server in Node fulfils it, too. */
@Needs("node")
class NodeHeartbeatTest {

    @Test
    void aServerInNodePassesOnTheFastClock() {
        Report report = grade("exec node checker/src/test/resources/node/heartbeat.mjs");
        assertEquals(Set.of("3.2/11"), with(report, Verdict.SKIPPED)); // threads can be counted in a JVM only
        assertEquals(Status.PASSED, report.tasks().getFirst().status());
        assertEquals(11, with(report, Verdict.PASSED).size());
    }

    private static Set<String> with(Report report, Verdict verdict) {
        return report.tasks().getFirst().checks().stream()
                .filter(check -> check.verdict() == verdict)
                .map(CheckResult::id)
                .collect(Collectors.toSet());
    }

    private static Report grade(String command) {
        Home home = Home.find();
        Workbook workbook = WorkbookReader.workbook(home);
        return Grader.grade(
                List.of(workbook.task("3.2").orElseThrow()),
                new GradingOptions(
                        home,
                        workbook,
                        WorkbookReader.knobs(home),
                        new Target.Command(command, home.root()),
                        Clock.FAST,
                        4711,
                        Set.of(),
                        false),
                GradingListener.NONE);
    }
}
