package workbook.checker.report;

import static workbook.checker.text.Text.text;

import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.TaskResult.Trouble;
import workbook.checker.text.Text;

/** What a learner reads who has not begun the task: the file, the TODO, and what to do next. */
public record NotStartedText(Text sentence, Text begin, Text next) {

    public static NotStartedText of(Report report, TaskResult task) {
        Trouble said = task.trouble().orElse(new Trouble(Text.NONE, Text.NONE, ""));
        Text sentence = said.sentence().isEmpty() ? waiting(task) : said.sentence();
        boolean foreign = task.source().isEmpty();
        Text begin = foreign ? Text.NONE : todo(task);
        Text next = foreign ? serve(task) : read(task);
        return new NotStartedText(sentence, begin, said.next().isEmpty() ? next : said.next());
    }

    private static Text waiting(TaskResult task) {
        if (task.source().endsWith(".js")) {
            return text(
                    "The page opens, and says that app.js is not written. That is how every page begins.",
                    "页面可以打开，并提示 app.js 还没有写。每个页面都是这样开始的。");
        }
        return Trouble.UNTOUCHED;
    }

    private static Text todo(TaskResult task) {
        return text("with // TODO 1: check %s/1 looks at it", "先做 // TODO 1，它对应检查 %s/1", task.id());
    }

    private static Text read(TaskResult task) {
        String folder = task.source().replaceFirst("/src/.*", "/");
        return text(
                "read %sREADME.md, fill TODO 1, then: ./sse check %s",
                "先读 %sREADME.zh-CN.md，完成 TODO 1，再运行 ./sse check %s", folder, task.id());
    }

    private static Text serve(TaskResult task) {
        return text("implement the endpoints of task %s, then run this check again", "实现任务 %s 的接口，然后重新检查", task.id());
    }
}
