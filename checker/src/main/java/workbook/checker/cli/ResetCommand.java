package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.learner.OwnServer;
import workbook.checker.learner.Progress;
import workbook.checker.learner.Stubs;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** {@code sse reset TASK}: begins the exercise of a task again. It asks first, and keeps the learner's files. */
@Command(name = "reset", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    private static final Set<String> YES = Set.of("y", "yes", "是", "好");

    @Parameters(paramLabel = "TASK", arity = "1")
    private String id;

    @Option(names = "--yes")
    private boolean yes;

    private final Screen screen;

    ResetCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Context context = Context.keepingStubs(screen);
        Task task = context.task(id);
        requireKept(context, task);
        OwnServer.of(context.home(), task).ifPresent(server -> sayWhatStays(server, task));
        if (!yes && !agreed(context, task)) {
            screen.say(text("Nothing was changed.", "没有改动任何内容。"));
            return ExitCode.FAILED.code();
        }
        screen.say(text(
                "%s is as it was in the beginning. Your files are in %s",
                "%s 已恢复到最初的样子。你的文件保存在 %s", task.id(), context.home().relative(reset(context, task))));
        return ExitCode.PASSED.code();
    }

    static void requireKept(Context context, Task task) {
        if (!Stubs.kept(context.home(), task)) {
            String folder = context.home().relative(context.home().folder(Tree.EXERCISES, task));
            throw new UsageFault(text(
                    "The exercise was begun before the checker first saw it, so it is not kept. If you have Git: git checkout -- %s",
                    "检查器第一次看到这个练习时，它已经改动过，所以没有留底。如果有 Git：git checkout -- %s", folder));
        }
    }

    /** Puts the exercise back, and returns the folder of the learner's files. */
    static Path reset(Context context, Task task) throws IOException {
        Path backup = Stubs.restore(context.home(), task, Instant.now());
        Progress.read(context.home()).forget(task, Instant.now());
        return backup;
    }

    /** A reset is of the exercise and of the progress; the files of a server in another language are the learner's alone. */
    private void sayWhatStays(OwnServer server, Task task) {
        screen.say(text(
                "%s is done by the command %s in %s. That folder and the command stay; the exercise in Java and the progress of the task begin again. To forget the command: ./sse check %1$s --java",
                "任务 %s 由 %3$s 目录中的命令 %2$s 完成。该目录和这条命令都保留；重新开始的是 Java 练习和这个任务的进度。要忘掉这条命令：./sse check %1$s --java",
                task.id(),
                server.command(),
                server.folder()));
    }

    private boolean agreed(Context context, Task task) throws IOException {
        screen.say(text(
                "Begin %s again? The files in %s are replaced; yours are kept in .sse/backup. [y/N]",
                "重新开始 %s？%s 中的文件会被替换；你的文件会保存到 .sse/backup。[y/N]",
                task.id(),
                context.home().relative(context.home().folder(Tree.EXERCISES, task)) + "/src/main"));
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String answer = answers.readLine();
        return answer != null && YES.contains(answer.strip().toLowerCase(java.util.Locale.ROOT));
    }
}
