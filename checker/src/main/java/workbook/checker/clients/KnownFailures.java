package workbook.checker.clients;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Report;
import workbook.checker.finding.Verdict;

/**
 * The failures that a project knows of: the ids of rules, one a line; what stands behind {@code #} is for people.
 *
 * @param ids in the order of the file
 */
public record KnownFailures(Set<String> ids) {

    public static final KnownFailures NONE = new KnownFailures(Set.of());

    public static KnownFailures of(List<String> lines) {
        Set<String> ids = new LinkedHashSet<>();
        lines.stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(ids::add);
        return new KnownFailures(ids);
    }

    /** The ids that name no rule. */
    public List<String> unknown() {
        List<String> left = new ArrayList<>(ids);
        left.removeAll(ClientGrader.rules().stream().map(ClientRule::id).toList());
        return left;
    }

    /** The rules that were broken and are not known to be. */
    public List<String> fresh(Report report, boolean strict) {
        return checks(report)
                .filter(check -> check.verdict() == Verdict.FAILED || strict && check.verdict() == Verdict.WARNED)
                .map(CheckResult::id)
                .filter(id -> !ids.contains(id))
                .toList();
    }

    /** The known failures that passed: the list is out of date. */
    public List<String> mended(Report report) {
        return checks(report)
                .filter(check -> check.verdict() == Verdict.PASSED && ids.contains(check.id()))
                .map(CheckResult::id)
                .toList();
    }

    private static Stream<CheckResult> checks(Report report) {
        return report.tasks().stream().flatMap(task -> task.checks().stream());
    }
}
