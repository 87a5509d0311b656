package workbook.checker.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workbook.checker.conformance.rules.AllRules;

/** What a run says of some rules. */
record ReportedRules(ConformanceReport report) {

    static ReportedRules of(Plan plan, String... prefixes) {
        List<RuleCard> rules = ConformanceRun.chosen(AllRules.CARDS, List.of(prefixes), List.of());
        return new ReportedRules(new ConformanceRun(plan, rules, Baseline.EMPTY, Listening.NONE).run());
    }

    /** The word of each verdict, by the id of the rule. */
    Map<String, String> verdicts() {
        Map<String, String> verdicts = new TreeMap<>();
        report.results()
                .forEach(result -> verdicts.put(result.id(), result.verdict().word()));
        return verdicts;
    }

    RuleResult result(String id) {
        return report.results().stream()
                .filter(result -> result.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
