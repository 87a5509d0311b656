package workbook.checker.cli;

import java.util.Locale;
import java.util.ResourceBundle;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import workbook.checker.grading.CheckerFault;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.workbook.ConfigFault;

/** The command {@code sse}. Without a subcommand it shows the checklist and the next step. */
@Command(
        name = "sse",
        resourceBundle = "workbook.checker.cli.Messages",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ListCommand.class,
            StartCommand.class,
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
            TailCommand.class,
            BadCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            PackageCommand.class,
            LiveCommand.class,
            BoardCommand.class,
            JoinCommand.class,
            DoctorCommand.class,
            DevCommand.class,
            PrepareCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        })
public final class Sse implements RootCommand {

    @Option(names = "--lang", paramLabel = "en|zh", scope = ScopeType.INHERIT)
    private Language lang;

    private final Screen screen;

    private Sse(Screen screen) {
        this.screen = screen;
    }

    public static void main(String[] args) {
        CommandRun.main(args, Screen.IN_WORKBOOK, Sse::new);
    }

    /** Runs a whole command line, except for ending the process. */
    static int run(String[] args, Screen screen) {
        return new CommandRun(new Sse(screen), screen).run(args);
    }

    /** Prints one clear message for any fault, never a stack trace, and returns the exit code. */
    static int explain(Throwable e, Screen screen) {
        return new CommandRun(new Sse(screen), screen).explain(e);
    }

    @Override
    public boolean hasTask(String id) {
        return Context.hasTask(id, screen);
    }

    @Override
    public Text plea(Throwable fault) {
        try {
            return CheckerFault.keep(fault, screen.workbook());
        } catch (ConfigFault noWorkbook) {
            return CommandRun.plea(fault);
        }
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
