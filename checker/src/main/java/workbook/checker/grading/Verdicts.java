package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import workbook.checker.finding.Finding;
import workbook.checker.finding.Severity;
import workbook.checker.finding.Verdict;
import workbook.checker.probe.Check;
import workbook.checker.probe.ExerciseNotStarted;
import workbook.checker.probe.GradingOptions;
import workbook.checker.text.Text;

/** What is said when a check ends in another way than by passing. */
final class Verdicts {

    private Verdicts() {}

    static Verdict of(Check check) {
        return check.severity() == Severity.MUST ? Verdict.FAILED : Verdict.WARNED;
    }

    static Finding notStarted(ExerciseNotStarted answer) {
        return Finding.of(text("%s: a TODO is not filled in yet", "%s：还有 TODO 没有完成", answer.getMessage()), Text.NONE);
    }

    /** The checker's own fault. */
    static Finding broken(Throwable fault, GradingOptions options) {
        return Finding.of(Text.same(fault.getClass().getSimpleName()), CheckerFault.keep(fault, options.home()));
    }
}
