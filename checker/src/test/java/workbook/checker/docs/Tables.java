package workbook.checker.docs;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.Chapter;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Step;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** The tables of the READMEs, as the registry and the folders have them. */
record Tables(Home home, Language language) {

    String checklist() {
        Workbook workbook = WorkbookReader.workbook(home);
        Stream<String> rows = workbook.chapters().stream()
                .flatMap(chapter -> Stream.concat(
                        Stream.of(chapterRow(chapter)), chapter.tasks().stream().map(this::taskRow)));
        return table(text("| Task | Title | Now |", "| 任务 | 标题 | 现状 |"), rows);
    }

    String order() {
        List<Step> steps = WorkbookReader.workbook(home).order();
        Stream<String> rows = steps.stream()
                .map(step -> row(
                        String.valueOf(steps.indexOf(step) + 1),
                        String.join(" + ", step.tasks()),
                        step.outcome().in(language)));
        return table(text("| Step | Tasks | What you have then |", "| 步骤 | 任务 | 完成后的收获 |"), rows);
    }

    private String chapterRow(Chapter chapter) {
        return row("**" + chapter.number() + "**", "**" + chapter.title().in(language) + "**", "");
    }

    private String taskRow(Task task) {
        String title = task.title().in(language);
        if (home.planned(task)) {
            return row(task.id(), title, text("planned", "计划中").in(language));
        }
        String lesson = home.relative(home.folder(Tree.EXERCISES, task))
                + (language == Language.ZH ? "/README.zh-CN.md" : "/README.md");
        return row(
                task.id(),
                "[" + title + "](" + lesson + ")",
                text("ready", "可以做").in(language));
    }

    private String table(Text head, Stream<String> rows) {
        return head.in(language) + "\n|---|---|---|\n" + rows.collect(Collectors.joining("\n"));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
