package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.classroom.board.Membership;
import workbook.checker.finding.Report;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.learner.OwnServer;
import workbook.checker.learner.Progress;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Pages;
import workbook.checker.probe.Target;
import workbook.checker.server.Secrets;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** {@code sse check}: grades tasks and reports what it found. */
@Command(name = "check", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final String NAME = "sse check";

    private static final Pattern CHECK = Pattern.compile("(?:(\\d\\.\\d)/)?(\\d{1,2})");

    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,3})([smh])");

    /** What to check instead of the learner's files; at most one of these. */
    static final class TargetOption {

        @Option(names = "--solutions")
        private boolean solutions;

        @Option(names = "--url", paramLabel = "URL")
        private String url;

        @Option(names = "--exec", paramLabel = "COMMAND")
        private String exec;

        @Option(names = "--java")
        private boolean java;

        /** Whether the learner's own work is graded. */
        private boolean none() {
            return !solutions && url == null && exec == null;
        }
    }

    @Parameters(paramLabel = "TASK", arity = "0..*")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all")
    private boolean all;

    @ArgGroup
    private TargetOption target = new TargetOption();

    @Option(names = "--clock", paramLabel = "fast|real")
    private Clock clock;

    @Option(names = "--seed", paramLabel = "N")
    private Long seed;

    @Option(names = "--only", paramLabel = "CHECK")
    private List<String> only = new ArrayList<>();

    @Option(names = "--walk", paramLabel = "TIME")
    private String walk;

    @Option(names = "--format", paramLabel = "text|json|junit|html", defaultValue = "text")
    private ReportFormat format;

    @Option(names = "--output", paramLabel = "FILE")
    private Path output;

    @Option(names = "--browser", paramLabel = "PATH")
    private Path browser;

    @Option(names = "--remember")
    private boolean remember;

    @Option(names = "--with-page")
    private boolean withPage;

    @Option(names = "--debug")
    private boolean debug;

    @Option(names = "--board", paramLabel = "URL")
    private String board;

    @Option(names = "--name", paramLabel = "NAME")
    private String name;

    @Option(names = "--code", paramLabel = "CODE")
    private String code;

    private final Screen screen;

    CheckCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws Exception {
        OutputFile.requireWritable(output);
        return UnjudgedRun.orElse(OutputFile.of(output, format), NAME, screen, this::checked);
    }

    private int checked() {
        Context context = Context.keepingStubs(screen);
        List<Task> tasks = tasks(context);
        if (tasks.isEmpty()) {
            screen.say(text(
                    "All tasks that are there are done. Check again with: ./sse check --all",
                    "现有的任务已全部完成。重新检查：./sse check --all"));
            return ExitCode.PASSED.code();
        }
        requireRememberable(tasks);
        if (target.solutions) {
            tasks.forEach(context::requireSolution);
        }
        if (target.java) {
            tasks.forEach(task -> returnToJava(context, task));
        }
        GradingOptions options = options(context, tasks);
        UnjudgedRun.replaceOld(OutputFile.of(output, format), NAME, screen);
        Optional<Membership> member = member(context);
        if (debug) {
            screen.complain(text(
                    "Your program waits until a debugger attaches to 127.0.0.1:5005. No limit of time holds.",
                    "程序会一直等待，直到调试器连接 127.0.0.1:5005。此模式下没有时间限制。"));
        }
        boolean commands = target.none()
                && tasks.stream().anyMatch(task -> OwnWork.on(task, context).target() instanceof Target.Command);
        if (options.target() instanceof Target.Command || commands) {
            sayWhatIsWithheld();
        }
        GradingListener listener = ProgressLine.on(screen);
        Report report = target.none()
                ? OwnWork.grade(tasks, context, Optional.ofNullable(clock), options, listener)
                : Grader.grade(tasks, options, listener);
        String text = format.reporter(screen).write(report, screen.language());
        boolean written = OutputFile.write(output, text, format, screen);
        remember(context, options, report);
        member.map(known -> BoardReporter.tell(known, report))
                .filter(trouble -> !trouble.isEmpty())
                .ifPresent(screen::complain);
        if (format == ReportFormat.TEXT && output == null && own(options)) {
            PassMessage.of(context, report).ifPresent(screen.out()::print);
        }
        if (remember && !keep(context, tasks.getFirst(), options, report)) {
            return ExitCode.USAGE.code();
        }
        return (written ? ExitCode.of(report) : ExitCode.USAGE).code();
    }

    private void requireRememberable(List<Task> tasks) {
        if (remember && (target.exec == null || tasks.size() != 1)) {
            throw new UsageFault(text(
                    "--remember belongs to one task and its command: ./sse check %s --exec \"…\" --remember",
                    "--remember 要与一个任务及其命令一起用：./sse check %s --exec \"…\" --remember",
                    tasks.getFirst().id()));
        }
    }

    /** A command that starts no server is a mistake in typing rather than the learner's work. */
    private boolean keep(Context context, Task task, GradingOptions options, Report report) {
        if (report.tasks().getFirst().trouble().isPresent()) {
            screen.complain(
                    text("The command is not remembered, because it started no server.", "没有记住这条命令，因为它没有启动服务器。"));
            return true;
        }
        Path folder = Path.of("").toAbsolutePath();
        try {
            new OwnServer(target.exec, folder, options.clock()).remember(context.home(), task);
            screen.complain(text(
                    "From now on check, watch, run and hint of %s are about this command. Back to the exercise in Java: ./sse check %1$s --java",
                    "从现在起，%s 的 check、watch、run 和 hint 都针对这条命令。回到 Java 练习：./sse check %1$s --java", task.id()));
            return true;
        } catch (IOException e) {
            screen.complain(text(
                    "The command could not be kept in %s: is the folder read-only?",
                    "这条命令无法保存到 %s：该目录是只读的吗？", context.home().work()));
            return false; // the report is written already, and stays
        }
    }

    private void returnToJava(Context context, Task task) {
        try {
            if (OwnServer.forget(context.home(), task)) {
                screen.complain(text("%s is about the exercise in Java again.", "%s 又回到 Java 练习。", task.id()));
            }
        } catch (IOException e) {
            throw new UsageFault(text(
                    "The command could not be taken out of %s: is the folder read-only?",
                    "无法从 %s 中移除这条命令：该目录是只读的吗？", context.home().work()));
        }
    }

    /**
     * The board to report to. Solutions are not the learner's, and a part of a task says nothing about the whole, so
     * they go to none.
     */
    private Optional<Membership> member(Context context) {
        boolean counts = !target.solutions && only.isEmpty() && walk == null;
        if (board == null) {
            if (name != null || code != null) {
                throw new UsageFault(
                        text("--name and --code belong to --board URL.", "--name 和 --code 要与 --board URL 一起用。"));
            }
            return counts ? BoardReporter.joined(context.home()) : Optional.empty();
        }
        if (!counts) {
            throw new UsageFault(text(
                    "--board is told of whole tasks of yours: not with --solutions or --only.",
                    "--board 只报告你自己的完整任务，不能与 --solutions 或 --only 同用。"));
        }
        return Optional.of(BoardReporter.member(board, name, code));
    }

    private void sayWhatIsWithheld() {
        String names = Secrets.withheld(System.getenv()).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            screen.complain(text(
                    "Not passed on to the command, because they look like secrets: %s",
                    "以下环境变量像是密钥，没有传给这条命令：%s", names));
        }
    }

    private List<Task> tasks(Context context) {
        if (all && !ids.isEmpty()) {
            throw new UsageFault(text("Give either --all or tasks, not both.", "--all 与任务编号只能选其一。"));
        }
        if (!ids.isEmpty()) {
            return ids.stream().distinct().map(context::task).toList();
        }
        List<String> named = only.stream()
                .map(CHECK::matcher)
                .filter(check -> check.matches() && check.group(1) != null)
                .map(check -> check.group(1))
                .distinct()
                .toList();
        if (!named.isEmpty() && !all) {
            return named.stream().map(context::task).toList();
        }
        if (all) {
            return context.workbook().checklist().stream()
                    .filter(task -> !context.home().planned(task))
                    .toList();
        }
        if (target.url != null || target.exec != null) {
            throw new UsageFault(text(
                    "Say which task's contract the server fulfils, for example: ./sse check 2.1 %s",
                    "请指明服务器实现的是哪个任务的约定，例如：./sse check 2.1 %s",
                    target.url != null ? "--url " + target.url : "--exec \"…\""));
        }
        Optional<Task> next = Progress.read(context.home()).next(context.workbook(), context.home());
        return next.map(List::of).orElse(List.of());
    }

    private GradingOptions options(Context context, List<Task> tasks) {
        Target graded = target();
        if (graded instanceof Target.Url && clock == Clock.FAST) {
            throw new UsageFault(text(
                    "--clock fast needs a server that the checker starts: the clock of --url is always real. Use --exec.",
                    "--clock fast 只适用于由检查器启动的服务器；--url 的时钟总是真实的。请改用 --exec。"));
        }
        Clock usual = graded instanceof Target.Folder ? Clock.FAST : Clock.REAL;
        return new GradingOptions(
                context.home(),
                context.workbook(),
                WorkbookReader.knobs(context.home()),
                graded,
                clock == null ? usual : clock,
                seed == null ? ThreadLocalRandom.current().nextInt(1, 100_000) : seed,
                only(tasks),
                debug,
                new Pages(Optional.ofNullable(browser), withPage, Optional.empty()),
                Optional.ofNullable(walk).map(CheckCommand::time),
                false);
    }

    /** The length of a walk: a number with s, m or h. */
    private static Duration time(String word) {
        Matcher time = TIME.matcher(word);
        if (!time.matches()) {
            throw new UsageFault(text(
                    "\"%s\" is no time. Wanted: a number with s, m or h, for example --walk 10m.",
                    "\"%s\" 不是时长。应为数字加 s、m 或 h，例如 --walk 10m。", word));
        }
        return Duration.parse("PT" + time.group(1) + time.group(2).toUpperCase(Locale.ROOT));
    }

    private Target target() {
        if (target.url != null) {
            return new Target.Url(uri(target.url));
        }
        if (target.exec != null) {
            if (target.exec.isBlank()) {
                throw new UsageFault(text(
                        "--exec needs a command that starts a server, for example: --exec \"node server.js\"",
                        "--exec 需要一条启动服务器的命令，例如：--exec \"node server.js\""));
            }
            return new Target.Command(target.exec, Path.of("").toAbsolutePath(), remember);
        }
        return new Target.Folder(target.solutions ? Tree.SOLUTIONS : Tree.EXERCISES);
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            boolean usable = ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() < 65536
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (usable) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other text that is not a usable URL.
        }
        throw new UsageFault(text(
                "\"%s\" is no URL of a server. Wanted: http://HOST:PORT, without a query.",
                "\"%s\" 不是服务器的 URL。应为 http://HOST:PORT，不带查询参数。", url));
    }

    private Set<Integer> only(List<Task> tasks) {
        if (only.isEmpty()) {
            return Set.of();
        }
        if (tasks.size() > 1) {
            throw new UsageFault(text("--only works with one task.", "--only 只能用于一个任务。"));
        }
        Set<Integer> known = Grader.checks(tasks.getFirst());
        return Set.copyOf(only.stream()
                .distinct()
                .map(word -> number(word, tasks.getFirst(), known))
                .toList());
    }

    private static int number(String word, Task task, Set<Integer> known) {
        Matcher check = CHECK.matcher(word);
        boolean ofTask =
                check.matches() && (check.group(1) == null || check.group(1).equals(task.id()));
        if (!ofTask || !known.contains(Integer.parseInt(check.group(2)))) {
            throw new UsageFault(text(
                    "There is no check \"%s\". Task %s has the checks 1 to %d, for example %s.",
                    "没有检查项 \"%s\"。任务 %s 的检查项为 1 到 %d，例如 %s。", word, task.id(), known.size(), task.check(1)));
        }
        return Integer.parseInt(check.group(2));
    }

    /** Whether a run counts for the learner: only whole tasks in the learner's own files do. */
    private static boolean own(GradingOptions options) {
        return OwnWork.counts(options.target())
                && options.only().isEmpty()
                && options.walk().isEmpty();
    }

    private void remember(Context context, GradingOptions options, Report report) {
        if (!OwnWork.counts(options.target())) {
            return;
        }
        try {
            Progress progress = Progress.read(context.home());
            if (own(options)) {
                progress.remember(report.tasks(), Instant.now());
            } else {
                progress.shown(report.tasks());
            }
        } catch (IOException e) {
            screen.complain(text(
                    "Your progress could not be saved in %s: is the folder read-only?",
                    "进度无法保存到 %s：该目录是只读的吗？", context.home().work()));
        }
    }
}
