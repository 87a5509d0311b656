package workbook.checker.finding;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import workbook.checker.text.Text;

/**
 * The outcome of one numbered expectation.
 *
 * @param id task and number, for example {@code 3.1/2}
 * @param rule the clause that the expectation comes from, for example {@code HTML 9.2.6} or {@code contract 3.1 C2}
 * @param duration how long it took
 * @param finding present unless the check passed
 */
public record CheckResult(
        String id,
        Text title,
        Severity severity,
        Text rule,
        Verdict verdict,
        Duration duration,
        Optional<Finding> finding) {
    /** Whether this check was skipped, and its reason names one of these checks other than itself. */
    boolean awaitsAny(Set<String> ids) {
        String reason = finding.map(Finding::received).orElse(Text.NONE).en();
        return verdict == Verdict.SKIPPED && ids.stream().anyMatch(other -> !other.equals(id) && names(reason, other));
    }

    /** Whether the id stands there by itself: 3.1/1 is not named by 3.1/12. */
    private static boolean names(String reason, String id) {
        for (int at = reason.indexOf(id); at >= 0; at = reason.indexOf(id, at + 1)) {
            int end = at + id.length();
            if (end == reason.length() || !Character.isDigit(reason.charAt(end))) {
                return true;
            }
        }
        return false;
    }
}
