package workbook.checker.conformance;

import java.time.Duration;
import workbook.checker.finding.Finding;
import workbook.checker.text.Text;

/**
 * The outcome of one rule.
 *
 * @param note what it has to tell when it is kept; why it was not seen; why the baseline knows it
 * @param finding why it is broken; {@link Finding#NONE} unless it is
 */
public record RuleResult(RuleCard rule, RuleVerdict verdict, Text note, Finding finding, Duration duration) {

    public String id() {
        return rule.id();
    }

    /** Whether it is broken, known or not. */
    public boolean isBroken() {
        return verdict == RuleVerdict.FAILED || verdict == RuleVerdict.KNOWN;
    }

    RuleResult known(Text reason) {
        return new RuleResult(rule, RuleVerdict.KNOWN, reason, finding, duration);
    }
}
