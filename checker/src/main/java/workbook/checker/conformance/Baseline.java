package workbook.checker.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workbook.checker.text.Text;

/**
 * Failures that are known, and why they are. What the baseline names and is kept by now is outdated, and must go.
 *
 * @param reasons by the id of the rule
 */
public record Baseline(Map<String, String> reasons) {

    public static final Baseline EMPTY = new Baseline(Map.of());

    public Baseline {
        reasons = Map.copyOf(reasons);
    }

    List<RuleResult> applied(List<RuleResult> results) {
        List<RuleResult> applied = new ArrayList<>();
        for (RuleResult result : results) {
            boolean known = result.verdict() == RuleVerdict.FAILED && reasons.containsKey(result.id());
            applied.add(known ? result.known(Text.same(reasons.get(result.id()))) : result);
        }
        return applied;
    }

    List<String> outdated(List<RuleResult> results) {
        return results.stream()
                .filter(result -> result.verdict() == RuleVerdict.PASSED && reasons.containsKey(result.id()))
                .map(RuleResult::id)
                .toList();
    }
}
