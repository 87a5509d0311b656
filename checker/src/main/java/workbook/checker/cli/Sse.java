package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import workbook.checker.grading.CheckerFault;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.ConfigFault;
import workbook.checker.workbook.Home;

/** The command {@code sse}. Without a subcommand it shows the checklist and the next step. */
@Command(
        name = "sse",
        resourceBundle = "workbook.checker.cli.Messages",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ListCommand.class,
            CheckCommand.class,
            WatchCommand.class,
            RunCommand.class,
            HintCommand.class,
            SolutionCommand.class,
            ResetCommand.class,
            ReportCommand.class,
            LoadCommand.class,
            ClientCommand.class,
            ProbeCommand.class,
            BadCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            LiveCommand.class,
            BoardCommand.class,
            JoinCommand.class,
            DoctorCommand.class,
            DevCommand.class,
            PrepareCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        })
public final class Sse implements Runnable {

    @Option(names = "--lang", paramLabel = "en|zh", scope = ScopeType.INHERIT)
    private Language lang;

    private final Screen screen;

    private Sse(Screen screen) {
        this.screen = screen;
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        return run(args, Screen.of(LanguageChoice.language(List.of(args), System.getenv()), System.getenv()));
    }

    /** Runs a whole command line, except for ending the process. */
    static int run(String[] args, Screen screen) {
        // Help texts and javac follow the default locale.
        Locale.setDefault(screen.language() == Language.ZH ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        CommandLine line = new CommandLine(new Sse(screen), new Commands(screen))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(screen.terminal().colour() ? Ansi.ON : Ansi.OFF))
                .setOut(new PrintWriter(screen.out(), true))
                .setErr(new PrintWriter(screen.err(), true))
                .setUsageHelpWidth(Math.clamp(screen.terminal().columns(), 60, 120))
                .setExecutionExceptionHandler((e, command, parsed) -> explain(e, screen));
        for (String side : List.of("generate-completion", "help")) {
            line.getSubcommands().get(side).getCommandSpec().usageMessage().hidden(true);
        }
        line.setParameterExceptionHandler((e, wrong) -> usage(e, screen));
        try {
            return line.execute(args);
        } catch (OutOfMemoryError full) {
            return fullHeap(screen);
        }
    }

    /** Outside of a check nothing is known of a server that would have filled it. */
    private static int fullHeap(Screen screen) {
        screen.complain(text(
                "The memory of the checker was full. This is not counted against you. Give it more, and try again: JDK_JAVA_OPTIONS=-Xmx1g",
                "检查器的内存已满。这不算你的错。请给它更多内存再试：JDK_JAVA_OPTIONS=-Xmx1g"));
        return ExitCode.BROKEN.code();
    }

    private static int usage(CommandLine.ParameterException e, Screen screen) {
        screen.complain(UsageErrors.sentence(e));
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> near = UsageErrors.meant(e);
        if (!near.isEmpty()) {
            screen.complain(text("Did you mean: %s?", "是不是想输入：%s？", String.join(", ", near)));
        }
        screen.complain(text("See: ./%s --help", "用法：./%s --help", name));
        return ExitCode.USAGE.code();
    }

    /** Prints one clear message for any fault, never a stack trace, and returns the exit code. */
    static int explain(Throwable e, Screen screen) {
        return switch (e) {
            case UsageFault fault -> {
                screen.complain(fault.sentence());
                yield ExitCode.USAGE.code();
            }
            case NoServer fault -> {
                screen.complain(fault.sentence());
                yield ExitCode.NO_SERVER.code();
            }
            case ConfigFault fault -> {
                screen.complain(fault.sentence());
                yield ExitCode.USAGE.code();
            }
            case InvalidPathException unmappable -> {
                screen.complain(text(
                        "Your locale has no UTF-8, and cannot name this file: %s\nTry again after: export LC_ALL=C.UTF-8",
                        "当前区域设置不是 UTF-8，无法表示这个文件名：%s\n请先执行：export LC_ALL=C.UTF-8", unmappable.getInput()));
                yield ExitCode.USAGE.code();
            }
            default -> broken(e, screen);
        };
    }

    private static int broken(Throwable fault, Screen screen) {
        Throwable root = fault.getCause() == null ? fault : fault.getCause();
        screen.complain(text(
                "The checker itself broke (%s). This is not counted against you.\n%s\n%s",
                "检查器自身出错（%s）。这不算你的错。\n%s\n%s", fault.getClass().getSimpleName(), root, plea(fault, root)));
        return ExitCode.BROKEN.code();
    }

    private static Text plea(Throwable fault, Throwable root) {
        try {
            return CheckerFault.keep(fault, Home.find());
        } catch (ConfigFault noWorkbook) {
            return text("Please report it with these lines:\n%s", "请附上以下内容报告此问题：\n%s", lines(root));
        }
    }

    private static String lines(Throwable root) {
        return Arrays.stream(root.getStackTrace())
                .limit(8)
                .map(frame -> "  " + frame)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void run() {
        new Checklist(Context.open(screen)).show();
    }

    /** The messages of the command line, for tests that compare the two languages. */
    static ResourceBundle messages(Locale locale) {
        return ResourceBundle.getBundle("workbook.checker.cli.Messages", locale);
    }
}
