package workbook.checker.checks.task8_1;

import static workbook.checker.text.Text.same;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import workbook.checker.finding.Severity;
import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Experiment;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.probe.ReceivedLines;
import workbook.checker.probe.Visit;

/**
 * Checks of the tests: the server says by its status how each of them ends. Each sends it a random word. They stand in no
 * order.
 */
@Checks
final class VerdictsChecks {

    static final int SKIPS = 418;
    static final int BREAKS = 499;
    static final int NEVER_ENDS = 498;
    static final int SCRIPT_BREAKS = 497;
    static final int BREAKS_OTHERWISE = 496;

    @Experiment
    static ReceivedLines hello(Probe probe) {
        return new ReceivedLines(List.of("data: hello", ""));
    }

    @Check(
            number = 4,
            en = "four",
            zh = "四",
            clauses = {},
            needs = 3)
    void four(Probe probe) throws InterruptedException {
        ask(probe, "/4");
    }

    @Check(
            number = 2,
            en = "two",
            zh = "二",
            clauses = {},
            severity = Severity.SHOULD)
    void two(Probe probe) throws InterruptedException {
        ask(probe, "/2");
    }

    @Check(
            number = 5,
            en = "five",
            zh = "五",
            clauses = {},
            needs = 2,
            figuresOf = 1)
    void five(Probe probe) throws InterruptedException {
        ask(probe, "/5");
    }

    @Check(
            number = 1,
            en = "one",
            zh = "一",
            clauses = {})
    void one(Probe probe) throws InterruptedException {
        ask(probe, "/1");
    }

    @Check(
            number = 3,
            en = "three",
            zh = "三",
            clauses = {},
            needs = 1)
    void three(Probe probe) throws InterruptedException {
        ask(probe, "/3");
    }

    /** Blames the page for what the script does. */
    private static void requireAnswer(Probe probe) {
        Visit visit = probe.emptyPage((request, answer) -> {
                    throw new IndexOutOfBoundsException("a fault of the script");
                })
                .orElseThrow();
        visit.page().evaluate("fetch('/events').catch(() => { window.failed = true; })");
        if (visit.await("window.failed")) {
            throw Fault.expected(same("an answer"))
                    .received(same("nothing"))
                    .on(visit)
                    .failure();
        }
    }

    private static void ask(Probe probe, String path) throws InterruptedException {
        int status = probe.requireHead(probe.getJson(path + "?" + probe.word())).status();
        switch (status) {
            case 200 -> {}
            case SKIPS -> throw new CheckSkipped(same("no nginx here"));
            case BREAKS -> throw new IndexOutOfBoundsException("a fault of the checker");
            case BREAKS_OTHERWISE -> throw new ArithmeticException("another fault of the checker");
            case NEVER_ENDS -> new CountDownLatch(1).await();
            case SCRIPT_BREAKS -> requireAnswer(probe);
            default ->
                throw Fault.expected(same("200"))
                        .received(same("status " + status))
                        .failure();
        }
    }
}
