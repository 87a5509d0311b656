package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Severity;
import workbook.checker.finding.Verdict;
import workbook.checker.probe.Check;
import workbook.checker.probe.ExerciseNotStarted;
import workbook.checker.probe.GradingOptions;
import workbook.checker.text.Text;

/** What is said when a check ends in another way than by passing. */
final class Verdicts {

    private Verdicts() {}

    static Verdict of(Check check) {
        return check.severity() == Severity.MUST ? Verdict.FAILED : Verdict.WARNED;
    }

    static Finding notStarted(ExerciseNotStarted answer) {
        return Finding.of(text("%s: a TODO is not filled in yet", "%s：还有 TODO 没有完成", answer.getMessage()), Text.NONE);
    }

    /** The checker's own fault. The stack trace goes into a file, never on the screen. */
    static Finding broken(Throwable fault, GradingOptions options) {
        return Finding.of(Text.same(fault.getClass().getSimpleName()), keep(fault, options));
    }

    /** Keeps the stack trace of a fault of the checker's own, and says where. */
    static Text keep(Throwable fault, GradingOptions options) {
        Path file = options.home().work().resolve("checker-fault.txt");
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, trace.toString());
            return text(
                    "Please report it with the file %s: ./sse report --bundle packs it with all that helps.",
                    "请附上文件 %s 报告此问题：./sse report --bundle 会把它和其他有用的内容一起打包。",
                    file.getParent().getFileName() + "/" + file.getFileName());
        } catch (IOException readOnly) {
            return text("Please report it: %s", "请报告此问题：%s", fault);
        }
    }
}
