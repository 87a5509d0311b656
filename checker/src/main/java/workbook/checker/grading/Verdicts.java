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
        return Finding.of(text("%s: a TODO is not filled in yet", "%s：还有 TODO 没有完成", answer.sign()), Text.NONE);
    }

    /** Of a learner who has begun: a line of the stub was left, which says that nobody has. */
    static Finding leftOver(ExerciseNotStarted answer) {
        return Finding.of(text("%s, though its TODO is gone", "%s，但对应的 TODO 已经删掉", answer.sign()), Text.NONE)
                .withCause(answer.leftOver());
    }

    /** The checker's own fault. */
    static Finding broken(Throwable fault, GradingOptions options) {
        return Finding.of(Text.same(fault.getClass().getSimpleName()), CheckerFault.keep(fault, options.home()));
    }
}
