package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workbook.checker.authoring.SkeletonFault;
import workbook.checker.authoring.TaskSkeleton;
import workbook.checker.authoring.WorkbookContract;
import workbook.checker.text.Text;

/** {@code sse dev}: what a contributor needs. It is hidden from learners. */
@Command(
        name = "dev",
        hidden = true,
        resourceBundle = "workbook.checker.cli.Messages",
        mixinStandardHelpOptions = true,
        subcommands = {DevCommand.New.class, DevCommand.Check.class})
final class DevCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code sse dev new}: makes the skeleton of a task. */
    @Command(name = "new", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
    static final class New implements Callable<Integer> {

        @Parameters(paramLabel = "ID", index = "0")
        private String id;

        @Parameters(paramLabel = "SLUG", index = "1")
        private String slug;

        @Option(names = "--title-en", paramLabel = "TITLE")
        private String english;

        @Option(names = "--title-zh", paramLabel = "TITLE")
        private String chinese;

        private final Screen screen;

        New(Screen screen) {
            this.screen = screen;
        }

        @Override
        public Integer call() throws IOException {
            Context context = Context.open(screen);
            try {
                TaskSkeleton skeleton = TaskSkeleton.of(
                        context.home(),
                        context.workbook(),
                        id,
                        slug,
                        Optional.ofNullable(english),
                        Optional.ofNullable(chinese));
                List<String> files = skeleton.write();
                screen.say(text("Made, with a mark wherever something is to be written:", "已生成，凡是还要写的地方都有标记："));
                files.forEach(file -> screen.say(Text.same("  " + file)));
                screen.say(text(
                        "Added to config/workbook.yaml, exercises/pom.xml and solutions/pom.xml. What is left to do: ./sse dev check",
                        "已加入 config/workbook.yaml、exercises/pom.xml 和 solutions/pom.xml。接下来要做什么：./sse dev check"));
                return ExitCode.PASSED.code();
            } catch (SkeletonFault fault) {
                throw new UsageFault(fault.sentence());
            }
        }
    }

    /** {@code sse dev check}: what the workbook still lacks. */
    @Command(name = "check", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {

        private final Screen screen;

        Check(Screen screen) {
            this.screen = screen;
        }

        @Override
        public Integer call() {
            Context context = Context.open(screen);
            List<Text> problems = WorkbookContract.problems(context.home(), DevCommand.class.getClassLoader());
            problems.forEach(screen::say);
            if (problems.isEmpty()) {
                screen.say(text("Nothing is missing.", "什么都不缺。"));
            }
            return (problems.isEmpty() ? ExitCode.PASSED : ExitCode.FAILED).code();
        }
    }
}
