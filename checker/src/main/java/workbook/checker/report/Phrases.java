package workbook.checker.report;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Report;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.text.Text;

/** Sentences that the reporters add themselves; all others come with the report. */
public final class Phrases {
    public static final Text NOTHING_CHECKED = text("Nothing was checked.", "没有检查任何内容。");
    public static final Text NOTHING_GOT = text("(nothing)", "（什么也没有收到）");
    public static final Text REPORT_IT =
            text("please report it with the file .sse/checker-fault.txt", "请附上文件 .sse/checker-fault.txt 报告此问题");
    static final Text NOT_CHECKED = text("not checked", "未能检查");
    static final Text FAST = text("fast clock", "快速时钟");
    static final Text REAL = text("real clock", "真实时钟");

    private Phrases() {}

    /** {@code 7 of 12 passed}. */
    private static Text passed(TaskResult task) {
        return text(
                "%d of %d passed",
                "通过 %d/%d 项", task.count(Verdict.PASSED), task.checks().size());
    }

    /** What {@link #counts} says, or the status of a task whose checks say nothing. */
    public static Text outcome(TaskResult task) {
        boolean counted = task.status() == Status.PASSED || task.status() == Status.FAILED;
        return counted && !task.checks().isEmpty() ? counts(task) : status(task);
    }

    /** {@code 4 of 9 passed, 1 failed, 1 warned, 3 skipped}, which add up. */
    public static Text counts(TaskResult task) {
        Text ran = passed(task);
        for (Verdict verdict : List.of(Verdict.FAILED, Verdict.WARNED, Verdict.BROKEN, Verdict.SKIPPED)) {
            long count = task.count(verdict);
            ran = count == 0 ? ran : text("%s, %d %s", "%s，%d 项%s", ran, count, verdict(verdict));
        }
        return task.partial() ? text("%s, %d not asked for", "%s，另有 %d 项未要求检查", ran, task.left()) : ran;
    }

    public static Text status(TaskResult task) {
        if (task.partial() && task.status() == Status.PASSED) {
            return text("passed in part", "部分通过");
        }
        return task.broken() ? verdict(Verdict.BROKEN) : status(task.status());
    }

    public static Text status(Status status) {
        return switch (status) {
            case PASSED -> text("passed", "通过");
            case FAILED -> text("failed", "未通过");
            case NOT_STARTED -> text("not started", "尚未开始");
            case ERROR -> NOT_CHECKED;
            case SKIPPED -> text("skipped", "已跳过");
        };
    }

    public static Text verdict(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> text("passed", "通过");
            case FAILED -> text("failed", "未通过");
            case WARNED -> text("warned", "警告");
            case SKIPPED -> text("skipped", "已跳过");
            case BROKEN -> text("broken", "检查器出错");
        };
    }

    public static Text broken(CheckResult check) {
        Text thrown = check.finding().map(Finding::received).orElse(Text.NONE);
        Text what = thrown.isEmpty() ? Text.same(check.id()) : text("%s, %s", "%s，%s", check.id(), thrown);
        return text("The checker itself broke (%s). This is not counted against you.", "检查器自身出错（%s）。这不算你的错误。", what);
    }

    public static Text clock(Report report) {
        return report.clock().equals("real") ? REAL : FAST;
    }

    public static Text left(int lines) {
        return text("%d lines", "省略 %d 行", lines);
    }

    public static Text connectionsLeft(int connections) {
        return text("%d more connections", "另有 %d 个连接", connections);
    }
}
