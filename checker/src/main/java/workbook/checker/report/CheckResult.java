package workbook.checker.report;

import java.time.Duration;
import java.util.Optional;
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
        Optional<Finding> finding) {}
