package workbook.checker.conformance.rules;

import java.util.List;
import workbook.checker.conformance.RuleCard;

/** The rules of every group, in the order in which they are shown. */
public final class AllRules {

    /** All of them. */
    public static final List<RuleCard> CARDS = RuleCard.of(List.of(
            new OpenRules(),
            new CorsRules(),
            new WireRules(),
            new LiveRules(),
            new ResumeRules(),
            new NginxRules(),
            new BrowserRules()));

    private AllRules() {}
}
