package workbook.checker.report.text;

import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.report.Phrases;
import workbook.checker.text.Text;

/** The checks of a task that are not shown in full: {@code 2 more failed: 1.2/5, 1.2/9 · 1 warned: 1.2/7}. */
final class OtherFailures {
    private static final int MOST_IDS = 6;

    private OtherFailures() {}

    static Text of(TaskResult task, CheckResult shown) {
        List<Text> parts = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.FAILED, Verdict.WARNED, Verdict.BROKEN)) {
            List<String> ids = task.checks().stream()
                    .filter(check -> check.verdict() == verdict && !check.id().equals(shown.id()))
                    .map(CheckResult::id)
                    .toList();
            if (!ids.isEmpty()) {
                boolean more = verdict == shown.verdict();
                parts.add(text(
                        more ? "%1$d more %3$s: %2$s" : "%1$d %3$s: %2$s",
                        more ? "另有 %1$d 项%3$s：%2$s" : "%1$d 项%3$s：%2$s",
                        ids.size(),
                        list(ids),
                        Phrases.verdict(verdict)));
            }
        }
        return parts.stream().reduce((a, b) -> text("%s · %s", "%s · %s", a, b)).orElse(Text.NONE);
    }

    /** Joins ids, as in {@code 3.1/5, 3.1/6} or {@code 3.1/5、3.1/6}, and says how many more there are. */
    static Text list(List<String> ids) {
        List<String> shown = ids.subList(0, Math.min(ids.size(), MOST_IDS));
        Text list = text("%s", "%s", text(String.join(", ", shown), String.join("、", shown)));
        int left = ids.size() - shown.size();
        return left == 0 ? list : text("%s and %d more", "%s 等 %3$d 项", list, left, ids.size());
    }
}
