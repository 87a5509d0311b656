package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.checker.finding.Status;
import workbook.checker.grading.Grader;
import workbook.checker.learner.Progress;
import workbook.checker.report.text.HintLadder;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.Lesson;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * {@code sse hint}: a hint for the failure that was shown last. There are three, each nearer to the code. The first is
 * opened by asking, and each of the others by asking once more.
 */
@Command(name = "hint", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class HintCommand implements Callable<Integer> {

    private static final Pattern CHECK = Pattern.compile("(\\d\\.\\d)(?:/(\\d{1,2}))?");

    @Parameters(paramLabel = "TASK", arity = "0..1")
    private String asked;

    private final Screen screen;

    HintCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Context context = Context.open(screen);
        Progress progress = Progress.read(context.home());
        Matcher words = CHECK.matcher(asked == null ? "" : asked);
        boolean given = words.matches();
        if (asked != null && !given && !context.hasChapter(asked)) {
            throw new UsageFault(text(
                    "\"%s\" is no task and no check. Wanted: for example 2.1 or 2.1/3.",
                    "\"%s\" 既不是任务也不是检查项。应类似 2.1 或 2.1/3。", asked));
        }
        Task task = asked == null ? current(context, progress) : context.task(given ? words.group(1) : asked);
        if (given && words.group(2) != null) {
            return show(context, progress, task, known(task, Integer.parseInt(words.group(2))));
        }
        if (progress.of(task).filter(entry -> entry.status() == Status.PASSED).isPresent()) {
            screen.say(text(
                    "%s has passed. Compare yours with another solution: ./sse solution %1$s",
                    "%s 已经通过。对照参考答案：./sse solution %1$s", task.id()));
            return ExitCode.PASSED.code();
        }
        Optional<Text> first = startFirst(progress, task);
        if (first.isPresent()) {
            screen.say(first.get());
            return ExitCode.PASSED.code();
        }
        return show(context, progress, task, number(progress, task));
    }

    /** What is said instead of a hint where the program could not be checked. */
    static Optional<Text> startFirst(Progress progress, Task task) {
        return progress.seen(task)
                .filter(seen -> seen.check().isEmpty())
                .map(seen -> text(
                        "At the last check of %s your program did not compile or start, so no check has looked at it. Do first what that output says under \"Next\", then: ./sse check %1$s\nFor a hint to a check all the same, name it: ./sse hint %1$s/1",
                        "最近一次检查 %s 时，程序没有通过编译或者没有启动，所以还没有任何检查项看过它。先按那次输出里“下一步”的说明改好，再运行 ./sse check %1$s\n如果仍想看某一项的提示，请写出它的编号：./sse hint %1$s/1",
                        task.id()));
    }

    /** The check that the last output spoke of; where that was about another task, the first that fails. */
    static int number(Progress progress, Task task) {
        return progress.seen(task)
                .flatMap(seen -> seen.check().stream().boxed().findFirst())
                .orElseGet(() -> progress.failing(task).orElse(1));
    }

    private static Task current(Context context, Progress progress) {
        return progress.seen(context.workbook())
                .or(() -> progress.current(context.workbook()))
                .filter(task -> !context.home().planned(task))
                .or(() -> progress.next(context.workbook(), context.home()))
                .orElseThrow(() -> new UsageFault(text(
                        "All tasks that are there are done. Name a check, for example: ./sse hint 2.1/3",
                        "现有的任务已全部完成。请指明检查项，例如：./sse hint 2.1/3")));
    }

    private static int known(Task task, int number) {
        int last = Grader.checks(task).size();
        if (number < 1 || number > last) {
            throw new UsageFault(text(
                    "There is no check %s. Task %s has the checks 1 to %d.",
                    "没有检查项 %s。任务 %s 的检查项为 1 到 %d。", task.check(number), task.id(), last));
        }
        return number;
    }

    private int show(Context context, Progress progress, Task task, int number) {
        screen.out().print(ladder(context, progress, task, number));
        return ExitCode.PASSED.code();
    }

    /** Returns the hints to a check that are due now, and records that they were asked for. */
    static String ladder(Context context, Progress progress, Task task, int number) {
        Lesson lesson = Lesson.read(context.home(), task, context.screen().language());
        List<String> hints = lesson.hints().getOrDefault(number, List.of());
        int rung = Math.min(hints.size(), progress.tries(task.check(number)).rung() + 1);
        if (rung > 0) {
            remember(context, progress, task.check(number), rung);
        }
        List<HintLadder.Rung> rungs = IntStream.range(0, rung)
                .mapToObj(n -> new HintLadder.Rung(Lesson.RUNGS.get(n), hints.get(n)))
                .toList();
        Text next = rung == 0
                ? text("this check has no hints yet: read the lesson", "这一项还没有提示：请读课文")
                : rung < hints.size()
                        ? text(
                                "for a nearer hint, ask again: ./sse hint %s",
                                "要更具体的提示，再运行一次：./sse hint %s", task.check(number))
                        : text("fill the gaps, then: ./sse check %s", "补上空缺，然后运行 ./sse check %s", task.id());
        String title = task.check(number) + " " + lesson.titles().getOrDefault(number, "");
        return new HintLadder(Text.same(title.strip()), rungs, place(context, task, number), next)
                .write(context.screen().terminal(), context.screen().language());
    }

    private static Text place(Context context, Task task, int number) {
        String folder = context.home().relative(context.home().readme(Tree.EXERCISES, task, Language.EN));
        return text(
                "%s, heading %d",
                "%s 第 %d 节", new Text(folder, folder.replace("README.md", "README.zh-CN.md")), number);
    }

    private static void remember(Context context, Progress progress, String check, int rung) {
        try {
            progress.asked(check, rung);
        } catch (IOException readOnly) {
            // In that case the next hint comes with the next try.
            return;
        }
    }
}
