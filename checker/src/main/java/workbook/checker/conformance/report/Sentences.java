package workbook.checker.conformance.report;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.stream.Collectors;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.RuleResult;
import workbook.checker.conformance.RuleVerdict;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** Sentences that all forms share. */
final class Sentences {

    private Sentences() {}

    /** {@code 200 text/event-stream · watched for 30.0 s · 43 connections}. */
    static Text facts(ConformanceReport report) {
        return text(
                "%s · watched for %s · %d connections",
                "%s · 观察 %s · %d 个连接", report.answer(), Seconds.of(report.watched()), report.connections());
    }

    static Text verdict(ConformanceReport report) {
        long must = report.count(Level.MUST, RuleVerdict.FAILED);
        long should = report.count(Level.SHOULD, RuleVerdict.FAILED);
        long advice = report.count(Level.ADVICE, RuleVerdict.FAILED);
        if (isBlind(report)) {
            return text("nothing was seen that a rule judges", "没有观察到任何可供判断的内容");
        }
        if (must + should + advice == 0) {
            return text("nothing that was seen is wrong", "观察到的内容没有问题");
        }
        return text(
                "broken: %d MUST, %d SHOULD, %d ADVICE", "违反：MUST %d 项，SHOULD %d 项，ADVICE %d 项", must, should, advice);
    }

    /** Whether no rule could be judged, so that nothing is said for the stream either. */
    static boolean isBlind(ConformanceReport report) {
        return report.results().stream()
                .filter(result -> result.rule().level() != Level.INFO)
                .allMatch(result -> result.verdict() == RuleVerdict.NOT_SEEN);
    }

    static Text mendFirst(ConformanceReport report) {
        String ids = report.mendFirst().stream().map(RuleResult::id).collect(Collectors.joining(", "));
        return ids.isEmpty() ? Text.NONE : text("Mend first: %s", "优先处理：%s", ids);
    }

    static Text outdated(ConformanceReport report) {
        return report.outdated().isEmpty()
                ? Text.NONE
                : text(
                        "Kept by now, though the baseline still names it: %s. Take it out.",
                        "基线仍列出、但现在已符合：%s。请从基线中删除。", String.join(", ", report.outdated()));
    }

    /** {@code wire/3 MUST No unfinished event at a clean end}. */
    static Text title(RuleResult result) {
        return text(
                "%s %s %s",
                "%s %s %s", result.id(), result.rule().level(), result.rule().title());
    }

    static Text source(RuleResult result) {
        return same(result.rule().source());
    }

    /** What broke the probe, with what to do. */
    static Text broken(RuleResult result) {
        return text(
                "The probe itself broke (%s). This is not the fault of the endpoint.",
                "探测自身出错（%s）。这不是端点的错。", result.note());
    }
}
