package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/**
 * The command line of {@code sse.jar}: the commands that need no workbook. One more is one more line in the annotation; the
 * Maven profile {@code package} says which packages the jar has.
 */
@Command(
        name = "sse",
        resourceBundle = "workbook.checker.cli.Standalone",
        mixinStandardHelpOptions = true,
        versionProvider = Standalone.Build.class,
        subcommands = {
            ProbeCommand.class,
            TailCommand.class,
            ClientCommand.class,
            LoadCommand.class,
            BadCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Standalone implements RootCommand {

    /** What {@code ./sse} has beside those commands. Who types one of them is told where it is. */
    static final List<String> IN_WORKBOOK = List.of(
            "list",
            "start",
            "check",
            "watch",
            "run",
            "hint",
            "solution",
            "reset",
            "report",
            "package",
            "live",
            "board",
            "join",
            "doctor",
            "dev",
            "prepare",
            "generate-completion");

    @Option(names = "--lang", paramLabel = "en|zh", scope = ScopeType.INHERIT)
    private Language lang;

    @Spec
    private CommandSpec spec;

    private Standalone() {}

    public static void main(String[] args) {
        // Java 22 to 24 have a console even where a pipe is, unless they are told to have it of java.base.
        if (System.getProperty("jdk.console") == null) {
            System.setProperty("jdk.console", "java.base");
        }
        CommandRun.main(args, typed(System.getProperty("java.class.path")), screen -> new Standalone());
    }

    /** With {@code java -jar}, the class path is the jar as it was typed. */
    private static String typed(String jar) {
        return "java -jar " + (jar.contains(" ") ? "\"" + jar + "\"" : jar);
    }

    @Override
    public void complete(CommandLine line) {
        IN_WORKBOOK.forEach(name -> line.addSubcommand(name, new InWorkbook(name)));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Override
    public Text plea(Throwable fault) {
        return CommandRun.plea(fault);
    }

    /** A command of the workbook, which has nothing to work with here, whatever its arguments. */
    @Command(hidden = true)
    static final class InWorkbook implements Runnable {

        private final String name;

        @CommandLine.Unmatched
        private List<String> arguments;

        InWorkbook(String name) {
            this.name = name;
        }

        @Override
        public void run() {
            throw new UsageFault(text(
                    "\"%s\" works on the exercises, which this file does not hold: get the whole SSE workbook where you got this file, and start the launcher sse in its folder, with a JDK 21 or later and, the first time, the network.",
                    "\"%s\" 针对练习，而本文件不含练习：请从获得本文件的地方取得完整的 SSE 练习册，在其目录中运行启动脚本 sse；需要 JDK 21 或更高版本，首次运行还需要联网。", name));
        }
    }

    /** What {@code --version} says. The build has written it into the jar's manifest. */
    static final class Build implements IVersionProvider {

        @Override
        public String[] getVersion() {
            Package jar = Standalone.class.getPackage();
            return new String[] {
                "SSE workbook, edition %s, commit %s"
                        .formatted(jar.getSpecificationVersion(), jar.getImplementationVersion()),
                "Java " + Runtime.version()
            };
        }
    }
}
