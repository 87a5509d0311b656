package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.finding.Report;
import workbook.checker.learner.Progress;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.report.Origin;
import workbook.checker.report.Reporter;
import workbook.checker.report.html.HtmlReport;
import workbook.checker.report.json.JsonReport;
import workbook.checker.report.junit.JunitReport;
import workbook.checker.report.text.TextReport;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** {@code sse report}: the whole workbook as HTML, JSON and JUnit XML; or a bundle to report a fault of the checker with. */
@Command(name = "report", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TASK", arity = "0..*")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--bundle")
    private boolean bundle;

    @Option(names = "--output", paramLabel = "FOLDER")
    private Path output;

    private final Screen screen;

    ReportCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Context context = Context.keepingStubs(screen);
        Path folder = output != null ? output : context.home().work().resolve("report");
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageFault(text("%s is no folder.", "%s 不是目录。", folder));
        }
        return bundle ? pack(context, folder) : grade(context, folder);
    }

    private int grade(Context context, Path folder) throws IOException {
        List<Task> tasks = ids.isEmpty()
                ? context.workbook().checklist().stream()
                        .filter(task -> !context.home().planned(task))
                        .toList()
                : ids.stream().distinct().map(context::task).toList();
        GradingOptions options = GradingOptions.of(
                context.home(),
                context.workbook(),
                WorkbookReader.knobs(context.home()),
                new Target.Folder(Tree.EXERCISES));
        requireWritable(folder);
        Report report = OwnWork.grade(tasks, context, Optional.empty(), options, ProgressLine.on(screen));
        Progress.read(context.home()).remember(report.tasks(), Instant.now());
        screen.out().print(new TextReport(screen.terminal()).write(report, screen.language()));
        Origin origin = ThisMachine.now();
        write(report, new HtmlReport(origin), folder.resolve("report.html"));
        write(report, new JsonReport(origin), folder.resolve("report.json"));
        write(report, new JunitReport(origin), folder.resolve("report.xml"));
        return ExitCode.of(report).code();
    }

    /** Looked at before minutes of grading, not after. */
    private static void requireWritable(Path folder) {
        if (!OutputFile.isWritableFolder(folder)) {
            throw new UsageFault(text(
                    "%s cannot be written to. Name another folder: --output FOLDER",
                    "无法写入 %s。请指定另一个目录：--output 目录", folder));
        }
    }

    private void write(Report report, Reporter appearance, Path file) throws IOException {
        Files.writeString(file, appearance.write(report, screen.language()));
        screen.complain(text("Written: %s", "已写入：%s", file));
    }

    private int pack(Context context, Path folder) throws IOException {
        Path zip = folder.resolve("checker-fault.zip");
        Bundle packed = new Bundle(context.home(), System.getenv()).machine();
        Progress progress = Progress.read(context.home());
        Task task = progress.current(context.workbook())
                .orElse(context.workbook().suggested().getFirst());
        List<String> names = packed.task(task).write(zip);
        screen.say(text(
                "Written: %s. Secrets are masked, but look at it before you send it:",
                "已写入：%s。其中的密钥已遮盖，但发送前请自己检查一遍：", zip));
        names.forEach(name -> screen.out().println("  " + name));
        return ExitCode.PASSED.code();
    }
}
