package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.util.Optional;
import workbook.checker.finding.Report;
import workbook.checker.learner.OwnServer;
import workbook.checker.learner.Progress;
import workbook.checker.learner.Starter;
import workbook.checker.report.text.Afterword;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.Lesson;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** What a learner reads whose task has passed: what was learned, and where to go from here. */
final class PassMessage {

    private PassMessage() {}

    /** The words after the report; empty unless it is of one task, and that has passed. */
    static Optional<String> of(Context context, Report report) {
        if (report.tasks().size() != 1 || !report.passed()) {
            return Optional.empty();
        }
        Task task = context.workbook().task(report.tasks().getFirst().id()).orElseThrow();
        Afterword words = new Afterword(
                Lesson.learned(context.home(), task), Text.same("./sse solution " + task.id()), next(context, task));
        return Optional.of(
                words.write(context.screen().terminal(), context.screen().language()));
    }

    private static Text next(Context context, Task done) {
        return starter(context, done).orElseGet(() -> exercise(context, done));
    }

    /** Whoever does this task in another language wants the next one that can be begun in it. */
    private static Optional<Text> starter(Context context, Task done) {
        Progress progress = Progress.read(context.home());
        return OwnServer.of(context.home(), done)
                .flatMap(OwnServer::language)
                .flatMap(language -> context.workbook().suggested().stream()
                        .filter(task -> !task.equals(done) && !progress.done(task))
                        .filter(task -> new Starter(context.home(), task, language).exists())
                        .findFirst()
                        .map(task -> text(
                                        "%s %s · ./sse start %1$s --in %s FOLDER",
                                        "%s %s · ./sse start %1$s --in %s 目录", task.id(), task.title(), language.word())
                                .then(passedOver(context, progress, done, task))));
    }

    /** What would come next in Java, if it has no starter. */
    private static Text passedOver(Context context, Progress progress, Task done, Task next) {
        return progress.next(context.workbook(), context.home())
                .filter(task -> !task.equals(done) && !task.equals(next))
                .map(task -> text(
                        "Before it comes %s, which has no starter: %s",
                        "它之前还有 %s，没有起始代码：%s",
                        task.id(),
                        new Text(lesson(context, task, Language.EN), lesson(context, task, Language.ZH))))
                .orElse(Text.NONE);
    }

    private static Text exercise(Context context, Task done) {
        return Progress.read(context.home())
                .next(context.workbook(), context.home())
                .filter(task -> !task.equals(done))
                .map(task -> text(
                        "%s %s · %s",
                        "%s %s · %s",
                        task.id(),
                        task.title(),
                        new Text(lesson(context, task, Language.EN), lesson(context, task, Language.ZH))))
                .orElse(text("all tasks that are there are done", "现有的任务已全部完成"));
    }

    private static String lesson(Context context, Task task, Language language) {
        return context.home().relative(context.home().readme(Tree.EXERCISES, task, language));
    }
}
