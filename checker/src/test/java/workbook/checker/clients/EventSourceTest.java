package workbook.checker.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Sample;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.NoBrowser;
import workbook.checker.finding.Report;
import workbook.checker.finding.Severity;
import workbook.checker.finding.Verdict;

/** EventSource in a real browser breaks no MUST: otherwise the rule would be wrong. */
@Execution(ExecutionMode.CONCURRENT)
class EventSourceTest {

    /** What is judged on every day; the other groups have their turn, or come all together in a thorough run. */
    private static final Set<String> ALWAYS = Set.of("request", "stop");

    @Test
    @Timeout(400)
    void breaksNoMust() {
        Sample sample = Sample.asked();
        List<String> groups = List.copyOf(ClientGrader.groups().keySet());
        String turn = sample.one("EventSource", groups);
        try (BrowserSubject subject = new BrowserSubject(Browsers.open(Optional.empty()), "EventSource")) {
            Report report = ClientGrader.grade(
                    subject,
                    Times.USUAL,
                    rule -> sample.whole()
                            || ALWAYS.contains(rule.group())
                            || rule.group().equals(turn),
                    6,
                    result -> {});
            assertEquals(
                    List.of(),
                    report.tasks().stream()
                            .flatMap(task -> task.checks().stream())
                            .filter(check -> check.severity() == Severity.MUST && check.verdict() != Verdict.PASSED)
                            .filter(check -> !check.id().startsWith("gzip"))
                            .map(check -> check.id() + " " + check.finding())
                            .toList());
        } catch (NoBrowser none) {
            abort(none.sentence().en());
        }
    }
}
