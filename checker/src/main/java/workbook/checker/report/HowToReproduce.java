package workbook.checker.report;

import static workbook.checker.text.Text.text;

import workbook.checker.finding.Finding;
import workbook.checker.finding.TaskResult;
import workbook.checker.text.Text;

/** How to see a failure with one's own eyes: the server that was checked is gone, so it must be started again. */
public final class HowToReproduce {

    private HowToReproduce() {}

    /** Empty for a foreign server, which its owner starts. */
    public static Text of(TaskResult task, Finding finding) {
        if (task.run().isEmpty()) {
            return Text.NONE;
        }
        if (!finding.reproduce().isEmpty()) {
            return text(
                    "%s, then the command above in another terminal, in this folder",
                    "先运行 %s，再到另一个终端里，在本目录下执行上面的命令", task.run());
        }
        return finding.ofPage() ? text("%s opens the page in your browser", "运行 %s，页面会在浏览器里打开", task.run()) : Text.NONE;
    }
}
