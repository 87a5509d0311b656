package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.ToolProvider;
import picocli.CommandLine.Command;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/** {@code sse doctor}: looks for everything that the workbook needs, and says what to do where it is missing. */
@Command(name = "doctor", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final int PORT = 8080;

    private final Screen screen;

    DoctorCommand(Screen screen) {
        this.screen = screen;
    }

    /**
     * One thing that the workbook needs.
     *
     * @param cure what to do; empty where all is well
     * @param needed whether nothing works without it
     */
    private record Diagnosis(Text what, Text cure, boolean needed) {

        Diagnosis(Text what, Text cure) {
            this(what, cure, true);
        }

        boolean well() {
            return cure.isEmpty() || !needed;
        }
    }

    @Override
    public Integer call() {
        Context context = Context.open(screen);
        Environment around = Environment.here(context.home());
        List<Diagnosis> all = List.of(
                jdk(),
                build(context.home()),
                folder(context.home()),
                port(),
                terminal(),
                optional(text("Changes of files are noticed at once", "能立即察觉文件变化"), around.watching()),
                optional(text("A proxy", "代理"), around.proxy()),
                optional(text("A browser, for the page tasks", "浏览器（页面任务需要）"), around.browser()),
                optional(text("nginx, for task 5.1", "nginx（任务 5.1 需要）"), around.nginx()));
        all.forEach(this::show);
        return all.stream().allMatch(Diagnosis::well) ? ExitCode.PASSED.code() : ExitCode.FAILED.code();
    }

    private void show(Diagnosis diagnosis) {
        boolean well = diagnosis.cure().isEmpty();
        boolean unicode = screen.terminal().unicode();
        Theme theme = new Theme(screen.terminal().colour());
        String bad = diagnosis.needed() ? theme.paint(Ink.BAD, unicode ? "✗" : "x") : theme.paint(Ink.WARN, "!");
        String sign = well ? theme.paint(Ink.GOOD, unicode ? "✓" : "*") : bad;
        screen.out().println(" " + sign + "  " + diagnosis.what().in(screen.language()));
        if (!well) {
            screen.out().println("    " + diagnosis.cure().in(screen.language()));
        }
    }

    /** A thing without which only a part of the workbook fails. */
    private static Diagnosis optional(Text what, Text cure) {
        return new Diagnosis(what, cure, false);
    }

    private static Diagnosis jdk() {
        Text what = text("Java %s in %s", "Java %s，位于 %s", Runtime.version(), System.getProperty("java.home"));
        boolean well = ToolProvider.getSystemJavaCompiler() != null;
        return new Diagnosis(
                what,
                well
                        ? Text.NONE
                        : text(
                                "This is a runtime without a compiler: install a JDK 21 or later.",
                                "这是不带编译器的运行时：请安装 JDK 21 或更高版本。"));
    }

    private static Diagnosis build(Home home) {
        boolean well = Files.isDirectory(home.exerciseLibraries());
        return new Diagnosis(
                text("The libraries of the exercises: %s", "练习所需的库：%s", home.relative(home.exerciseLibraries())),
                well
                        ? Text.NONE
                        : text(
                                "They are not there. Start any command with ./sse, which builds first.",
                                "还不存在。用 ./sse 运行任意命令，它会先完成构建。"));
    }

    private static Diagnosis folder(Home home) {
        boolean well = Files.isWritable(home.root());
        return new Diagnosis(
                text("The folder of the workbook: %s", "练习册目录：%s", home.root()),
                well
                        ? Text.NONE
                        : text(
                                "It is read-only: your progress cannot be saved. Copy the workbook to a folder of yours.",
                                "该目录只读，无法保存进度。请把练习册复制到你自己的目录。"));
    }

    private static Diagnosis port() {
        Text what = text("Port %d for ./sse run", "./sse run 使用的端口 %d", PORT);
        if (Ports.free(PORT)) {
            return new Diagnosis(what, Text.NONE);
        }
        return new Diagnosis(
                what,
                text(
                        "It is taken by another program: end that, or use ./sse run TASK --port %d. Checks are not affected.",
                        "已被其他程序占用：结束它，或使用 ./sse run TASK --port %d。检查不受影响。", Ports.freeAfter(PORT)));
    }

    private Diagnosis terminal() {
        Text what = text(
                "Terminal: %d columns, %s",
                "终端：%d 列，%s", screen.terminal().columns(), screen.terminal().charset());
        return new Diagnosis(
                what,
                screen.terminal().unicode()
                        ? Text.NONE
                        : text(
                                "It is not UTF-8, so plain signs are shown. For all signs: export LC_ALL=C.UTF-8",
                                "不是 UTF-8，只能显示简单符号。要显示全部字符：export LC_ALL=C.UTF-8"));
    }
}
