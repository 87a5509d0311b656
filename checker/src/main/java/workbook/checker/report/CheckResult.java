package workbook.checker.report;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import workbook.checker.text.Text;

/**
 * The outcome of one numbered expectation.
 *
 * @param id task and number, for example {@code 3.1/2}
 * @param rule the clause that the expectation comes from, for example {@code HTML 9.2.6}
 * @param duration how long it took
 * @param finding present unless the check passed
 */
public record CheckResult(
        String id,
        Text title,
        Severity severity,
        String rule,
        Verdict verdict,
        Duration duration,
        Optional<Finding> finding) {
    private static final Pattern ID = Pattern.compile("[\\w.]+/\\d+");

    /** Whether this check was skipped, and its reason names one of these checks other than itself. */
    boolean awaitsAny(Set<String> ids) {
        return verdict == Verdict.SKIPPED
                && finding.stream()
                        .map(reason -> reason.received().en())
                        .flatMap(reason -> ID.matcher(reason).results())
                        .map(MatchResult::group)
                        .anyMatch(named -> !named.equals(id) && ids.contains(named));
    }
}
