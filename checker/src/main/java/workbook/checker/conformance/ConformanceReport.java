package workbook.checker.conformance;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import workbook.checker.finding.Conversation;
import workbook.checker.text.Text;

/**
 * All that one run found.
 *
 * @param target the address, without secrets
 * @param answer status and media type of the main stream
 * @param watched how long the main stream was watched, or lived
 * @param connections how many were opened
 * @param outdated ids of the baseline whose rules are kept by now
 * @param rows the connections over time
 */
public record ConformanceReport(
        String target,
        String answer,
        Duration watched,
        Duration duration,
        int connections,
        List<RuleResult> results,
        List<String> outdated,
        List<ConnectionRow> rows,
        Conversation main) {

    private static final int MEND_FIRST = 3;

    /**
     * One connection of the run.
     *
     * @param begin since the begin of the run
     * @param length how long it was open
     * @param events that came on it
     */
    public record ConnectionRow(Text name, Duration begin, Duration length, int events, String answer) {}

    public ConformanceReport {
        results = List.copyOf(results);
        outdated = List.copyOf(outdated);
        rows = List.copyOf(rows);
    }

    public Stream<RuleResult> of(RuleVerdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict);
    }

    public long count(Level level, RuleVerdict verdict) {
        return of(verdict).filter(result -> result.rule().level() == level).count();
    }

    /** The gravest failures. */
    public List<RuleResult> mendFirst() {
        return of(RuleVerdict.FAILED)
                .sorted(Comparator.comparing(result -> result.rule().level()))
                .limit(MEND_FIRST)
                .toList();
    }

    /** Whether a rule of that level, or of a graver one, is broken and not known. */
    public boolean fails(Level level) {
        return of(RuleVerdict.FAILED).anyMatch(result -> result.rule().level().compareTo(level) <= 0);
    }

    public boolean isBroken() {
        return of(RuleVerdict.BROKEN).findAny().isPresent();
    }
}
