package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import workbook.checker.server.Interruption;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.ConfigFault;

/** A command line from its words to its exit code. Whatever goes wrong becomes one clear message, never a stack trace. */
final class CommandRun {

    /** Outside of a check nothing is known of a server that would have filled it. */
    private static final Text FULL_HEAP = text(
            "The memory of the checker was full. This is not counted against you. Give it more, and try again: JDK_JAVA_OPTIONS=-Xmx1g",
            "检查器的内存已满。这不算你的错。请给它更多内存再试：JDK_JAVA_OPTIONS=-Xmx1g");

    private final RootCommand root;
    private final Screen screen;

    CommandRun(RootCommand root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    /**
     * Runs a whole command line as a process, and ends it.
     *
     * @param calledAs how a reader types the program
     */
    static void main(String[] args, String calledAs, Function<Screen, RootCommand> root) {
        Interruption.expect();
        Screen screen = Screen.of(LanguageChoice.language(List.of(args), System.getenv()), System.getenv())
                .calledAs(calledAs);
        System.exit(new CommandRun(root.apply(screen), screen).run(args));
    }

    /** Runs a whole command line, except for ending the process. */
    int run(String[] args) {
        // Help texts and javac follow the default locale.
        Locale.setDefault(screen.language() == Language.ZH ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        CommandLine line = new CommandLine(root, new Commands(screen));
        root.complete(line);
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(screen.terminal().colour() ? Ansi.ON : Ansi.OFF))
                .setOut(new PrintWriter(screen.out(), true))
                .setErr(new PrintWriter(screen.err(), true))
                .setHelpFactory(HelpText::of)
                .setUsageHelpWidth(Math.clamp(screen.terminal().columns(), 60, 120))
                .setExecutionExceptionHandler((e, command, parsed) -> explain(e));
        Stream.of("generate-completion", "help")
                .map(line.getSubcommands()::get)
                .filter(Objects::nonNull)
                .forEach(side -> side.getCommandSpec().usageMessage().hidden(true));
        line.setParameterExceptionHandler((e, wrong) -> usage(e));
        try {
            return whole(line.execute(args), line);
        } catch (OutOfMemoryError full) {
            return fullHeap();
        }
    }

    /** The exit code, which is none of success where what was asked for got lost on its way. */
    private int whole(int code, CommandLine line) {
        if (isFollowing(line) || !screen.hasLost()) {
            return code;
        }
        screen.complain(text(
                "Standard output could not be written, and what was printed is not whole: is the disk full, or has its reader ended?",
                "无法写入标准输出，打印的内容不完整：磁盘是否已满，或读取方是否已经结束？"));
        return code == ExitCode.PASSED.code() ? ExitCode.USAGE.code() : code;
    }

    /** Whoever reads a stream as it comes may leave when he has seen enough, as head does. */
    private static boolean isFollowing(CommandLine line) {
        CommandLine.ParseResult parsed = line.getParseResult();
        return parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof TailCommand;
    }

    private int fullHeap() {
        screen.complain(FULL_HEAP);
        return ExitCode.BROKEN.code();
    }

    private int usage(CommandLine.ParameterException e) {
        screen.complain(UsageErrors.sentence(e));
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> near = UsageErrors.meant(e, root::hasTask);
        if (!near.isEmpty()) {
            screen.complain(text("Did you mean: %s?", "是不是想输入：%s？", String.join(", ", near)));
        }
        screen.complain(text("See: ./%s --help", "用法：./%s --help", name));
        return ExitCode.USAGE.code();
    }

    /** Prints one clear message for any fault, and returns the exit code. */
    int explain(Throwable e) {
        if (!(e instanceof UsageFault || e instanceof ConfigFault)) {
            Interruption.holdBack();
        }
        screen.complain(sentence(e));
        return switch (e) {
            case UsageFault usage -> ExitCode.USAGE.code();
            case NoServer none -> ExitCode.NO_SERVER.code();
            case ConfigFault config -> ExitCode.USAGE.code();
            case InvalidPathException unmappable -> ExitCode.USAGE.code();
            default -> {
                screen.complain(root.plea(e));
                yield ExitCode.BROKEN.code();
            }
        };
    }

    /** What is said of a fault. */
    static Text sentence(Throwable e) {
        return switch (e) {
            case UsageFault usage -> usage.sentence();
            case NoServer none -> none.sentence();
            case ConfigFault config -> config.sentence();
            case InvalidPathException unmappable ->
                text(
                        "Your locale has no UTF-8, and cannot name this file: %s\nTry again after: export LC_ALL=C.UTF-8",
                        "当前区域设置不是 UTF-8，无法表示这个文件名：%s\n请先执行：export LC_ALL=C.UTF-8", unmappable.getInput());
            case OutOfMemoryError full -> FULL_HEAP;
            default ->
                text(
                        "The checker itself broke (%s). This is not counted against you.\n%s",
                        "检查器自身出错（%s）。这不算你的错。\n%s", e.getClass().getSimpleName(), cause(e));
        };
    }

    private static Throwable cause(Throwable fault) {
        return fault.getCause() == null ? fault : fault.getCause();
    }

    /** The plea where no file can be kept: with the lines themselves. */
    static Text plea(Throwable fault) {
        String lines = Arrays.stream(cause(fault).getStackTrace())
                .limit(8)
                .map(frame -> "  " + frame)
                .collect(Collectors.joining("\n"));
        return text("Please report it with these lines:\n%s", "请附上以下内容报告此问题：\n%s", lines);
    }
}
