package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.learner.OwnServer;
import workbook.checker.learner.Starter;
import workbook.checker.learner.StarterLanguage;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** {@code sse start TASK --in LANGUAGE FOLDER}: begins a task in another language than Java. */
@Command(name = "start", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    private static final int NAMED = 3;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._/\\\\:-]+");

    @Parameters(paramLabel = "TASK", index = "0")
    private String id;

    @Parameters(paramLabel = "FOLDER", index = "1")
    private Path folder;

    @Option(names = "--in", paramLabel = "LANGUAGE", required = true)
    private String word;

    private final Screen screen;

    StartCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Context context = Context.open(screen);
        Task task = context.task(id);
        StarterLanguage language = StarterLanguage.of(word).orElseThrow(() -> unknown(task));
        Starter starter = new Starter(context.home(), task, language);
        if (!starter.exists()) {
            throw none(context, task, language);
        }
        if (!language.installed()) {
            throw new UsageFault(text(
                    "%s is not installed: there is no program %s on the path. Install it, or take another language: %s",
                    "没有安装 %s：PATH 中没有程序 %s。请先安装，或者换一种语言：%s", language.title(), language.program(), words(", ")));
        }
        Path to = folder.toAbsolutePath().normalize();
        requireEmpty(to);
        List<String> files = copy(starter, to);
        remember(context, task, new OwnServer(language.command(), to, Clock.FAST));
        sayWhatIsNext(context, task, language, files.getFirst());
        return ExitCode.PASSED.code();
    }

    private UsageFault unknown(Task task) {
        return new UsageFault(text(
                "There are no starters in \"%s\", but in: %s. A server in any language can be checked: ./sse check %s --exec \"…\"",
                "没有 \"%s\" 的起始代码，可选语言：%s。任何语言写的服务器都能检查：./sse check %s --exec \"…\"", word, words(", "), task.id()));
    }

    private static UsageFault none(Context context, Task task, StarterLanguage language) {
        String others = context.workbook().tasks().stream()
                .filter(other -> new Starter(context.home(), other, language).exists())
                .map(Task::id)
                .collect(Collectors.joining(", "));
        return new UsageFault(text(
                "Task %s has no starter in %s. Tasks that have one: %s. Without one, write the server by the contract in %s, and check it: ./sse check %1$s --exec \"…\"",
                "任务 %s 没有 %s 的起始代码。有起始代码的任务：%s。也可以按 %s 中的约定自己写服务器，再检查它：./sse check %1$s --exec \"…\"",
                task.id(),
                language.title(),
                others,
                lesson(context, task)));
    }

    private static String words(String between) {
        return Arrays.stream(StarterLanguage.values())
                .map(StarterLanguage::word)
                .collect(Collectors.joining(between));
    }

    private static void requireEmpty(Path to) {
        if (!Files.exists(to)) {
            return;
        }
        if (!Files.isDirectory(to)) {
            throw new UsageFault(text("%s is a file. Name a folder that is empty or new.", "%s 是一个文件。请指定空目录或新目录。", to));
        }
        try (Stream<Path> files = Files.list(to)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .sorted()
                    .limit(NAMED + 1L)
                    .toList();
            if (!names.isEmpty()) {
                String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                        + (names.size() > NAMED ? ", …" : "");
                throw new UsageFault(text(
                        "%s is not empty: it has %s. Nothing was copied. Name a folder that is empty or new.",
                        "%s 不是空目录，里面有 %s。没有复制任何文件。请指定空目录或新目录。", to, some));
            }
        } catch (IOException e) {
            throw new UsageFault(text(
                    "%s cannot be read (%s).", "无法读取 %s（%s）。", to, e.getClass().getSimpleName()));
        }
    }

    private static List<String> copy(Starter starter, Path to) {
        try {
            return starter.copy(to);
        } catch (IOException e) {
            throw new UsageFault(text(
                    "%s cannot be written (%s). Name a folder in which you may write.",
                    "无法写入 %s（%s）。请指定你有写权限的目录。", to, e.getClass().getSimpleName()));
        }
    }

    private static void remember(Context context, Task task, OwnServer server) {
        try {
            server.remember(context.home(), task);
        } catch (IOException e) {
            throw new UsageFault(text(
                    "The starter is in %s, but its command could not be kept in %s: is that folder read-only? Check it all the same, in its folder: ./sse check %s --clock fast --exec \"%s\"",
                    "起始代码已复制到 %s，但它的命令无法保存到 %s：该目录是只读的吗？仍可以在代码目录中检查：./sse check %s --clock fast --exec \"%s\"",
                    server.folder(),
                    context.home().work(),
                    task.id(),
                    server.command()));
        }
    }

    private void sayWhatIsNext(Context context, Task task, StarterLanguage language, String file) {
        screen.say(text(
                "%s %s in %s: fill in %s",
                "%s %s，用 %s 完成：请填写 %s", task.id(), task.title(), language.title(), folder.resolve(file)));
        screen.say(text("  Lesson   %s", "  课文     %s", lesson(context, task)));
        screen.say(text("  Start    cd %s && %s", "  启动     cd %s && %s", quoted(folder), language.command()));
        screen.say(text(
                "  Check    ./sse check %s, which starts this server from now on; so do watch, run and report",
                "  检查     ./sse check %s，从现在起它会启动这个服务器；watch、run 和 report 也是", task.id()));
        screen.say(text(
                "  Back     ./sse check %s --java returns to the exercise in Java",
                "  返回     ./sse check %s --java 回到 Java 练习", task.id()));
    }

    /** As a shell takes it for one word. */
    private static String quoted(Path folder) {
        String name = folder.toString();
        if (PLAIN.matcher(name).matches()) {
            return name;
        }
        return File.separatorChar == '\\' ? "\"" + name + "\"" : "'" + name.replace("'", "'\\''") + "'";
    }

    private static Text lesson(Context context, Task task) {
        return new Text(
                context.home().relative(context.home().readme(Tree.EXERCISES, task, Language.EN)),
                context.home().relative(context.home().readme(Tree.EXERCISES, task, Language.ZH)));
    }
}
