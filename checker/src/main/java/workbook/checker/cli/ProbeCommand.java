package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import workbook.checker.conformance.Baseline;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.ConformanceRun;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.RuleCard;
import workbook.checker.conformance.Unusable;
import workbook.checker.conformance.report.ConformanceForm;
import workbook.checker.conformance.report.HtmlForm;
import workbook.checker.conformance.report.JsonForm;
import workbook.checker.conformance.report.JunitForm;
import workbook.checker.conformance.report.TextForm;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.report.Terminal;
import workbook.checker.server.Interruption;
import workbook.checker.text.Align;
import workbook.checker.text.Text;
import workbook.checker.text.Width;
import workbook.checker.workbook.BaselineReader;

/** {@code sse probe}: which rules of the standards any event stream breaks. */
@Command(name = "probe", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

    private static final String NAME = "sse probe";
    private static final String ERASE = "\r\u001b[K";

    /** From one line in a log to the next. */
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    @Mixin
    private EndpointOptions endpoint;

    @Mixin
    private ProbeOptions options;

    @Option(names = "--only", paramLabel = "PREFIX")
    private List<String> only = new ArrayList<>();

    @Option(names = "--skip", paramLabel = "PREFIX")
    private List<String> skip = new ArrayList<>();

    @Option(names = "--strict")
    private boolean strict;

    @Option(names = "--list")
    private boolean list;

    @Option(names = "--format", paramLabel = "text|json|junit|html", defaultValue = "text")
    private ReportFormat format;

    @Option(names = "--known", paramLabel = "FILE")
    private Path known;

    @Option(names = "--output", paramLabel = "FILE")
    private Path output;

    @Option(names = "--also", paramLabel = "FILE")
    private List<Path> also = List.of();

    private final Screen screen;

    private int waits;
    private long said;

    ProbeCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            rules().forEach(this::list);
            return ExitCode.PASSED.code();
        }
        return UnjudgedRun.guard(files(), NAME, screen, this::judged);
    }

    private Map<Path, ReportFormat> files() {
        Map<Path, ReportFormat> files = new LinkedHashMap<>();
        also.forEach(file -> files.put(file, format(file)));
        if (output != null) {
            files.put(output, format);
        }
        return files;
    }

    private int judged() {
        List<RuleCard> rules = rules();
        Baseline baseline = baseline();
        try {
            ConformanceReport report = options.judge(
                    screen, endpoint, plan -> new ConformanceRun(plan, rules, baseline, this::waits).run());
            Interruption.holdBack();
            erase();
            return (write(report) ? code(report) : ExitCode.USAGE).code();
        } catch (Unusable none) {
            erase();
            throw none.isUnreachable() ? new NoServer(none.sentence()) : new UsageFault(none.sentence());
        }
    }

    private ExitCode code(ConformanceReport report) {
        if (report.isBroken()) {
            return ExitCode.BROKEN;
        }
        boolean fails = report.fails(counted()) || !report.outdated().isEmpty();
        return fails ? ExitCode.FAILED : ExitCode.PASSED;
    }

    private Level counted() {
        return strict ? Level.SHOULD : Level.MUST;
    }

    private Baseline baseline() {
        Set<String> ids = AllRules.CARDS.stream().map(RuleCard::id).collect(Collectors.toSet());
        return known == null ? Baseline.EMPTY : new Baseline(BaselineReader.read(known, ids));
    }

    private List<RuleCard> rules() {
        for (List<String> prefixes : List.of(only, skip)) {
            ConformanceRun.unknown(AllRules.CARDS, prefixes).ifPresent(prefix -> {
                throw new UsageFault(text(
                        "There is no rule \"%s\". Wanted: a group such as wire, or a rule such as wire/3; --list shows all",
                        "没有规则 \"%s\"。应为规则组（如 wire）或规则（如 wire/3）；--list 列出全部", prefix));
            });
        }
        List<RuleCard> chosen = ConformanceRun.chosen(AllRules.CARDS, only, skip);
        if (chosen.isEmpty()) {
            throw new UsageFault(
                    text("--only and --skip leave no rule. --list shows all", "--only 和 --skip 没有留下任何规则。--list 列出全部"));
        }
        return chosen;
    }

    private void list(RuleCard rule) {
        String title = rule.title().in(screen.language());
        int room = Math.max(1, 58 - Width.of(title));
        screen.out()
                .println(Align.left(rule.id(), 10)
                        + Align.left(rule.level().name(), 8)
                        + title
                        + " ".repeat(room)
                        + rule.source());
    }

    private void waits(Text what) {
        Text line = text("waiting for %s …", "正在等待：%s …", what);
        if (!screen.live()) {
            sayNowAndThen(line);
            return;
        }
        String words = line.in(screen.language());
        if (Width.of(words) < screen.terminal().columns()) {
            screen.err().print(ERASE + words);
            screen.err().flush();
        }
    }

    /**
     * A log that stays empty for a minute looks like a probe that hangs, and one with every step is no report. The first
     * wait is for an answer, which may be that there is nothing to judge.
     */
    private synchronized void sayNowAndThen(Text line) {
        long now = System.nanoTime();
        if (waits > 0 && (waits == 1 || now - said > BETWEEN.toNanos())) {
            said = now;
            screen.complain(line);
        }
        waits++;
    }

    private void erase() {
        if (screen.live()) {
            screen.err().print(ERASE);
            screen.err().flush();
        }
    }

    /** The form that the ending of a file asks for. */
    private static ReportFormat format(Path file) {
        String name = file.toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> ReportFormat.HTML;
            case "xml" -> ReportFormat.JUNIT;
            case "json" -> ReportFormat.JSON;
            case "txt" -> ReportFormat.TEXT;
            default ->
                throw new UsageFault(text(
                        "--also is %s. Wanted: a file that ends in .html, .xml (JUnit), .json or .txt",
                        "--also 的值是 %s。文件名应以 .html、.xml（JUnit）、.json 或 .txt 结尾", name));
        };
    }

    private ConformanceForm form(ReportFormat wanted, Path file) {
        return switch (wanted) {
            case TEXT -> new TextForm(file == null ? screen.terminal() : Terminal.FILE);
            case JSON -> new JsonForm(ThisMachine.now());
            case JUNIT -> new JunitForm(ThisMachine.now(), counted());
            case HTML -> new HtmlForm(ThisMachine.now());
        };
    }

    private boolean write(ConformanceReport report) {
        boolean written = write(report, format, output);
        for (Path file : also) {
            written &= write(report, format(file), file);
        }
        return written;
    }

    private boolean write(ConformanceReport report, ReportFormat wanted, Path file) {
        return OutputFile.write(file, form(wanted, file).write(report, screen.language()), wanted, screen);
    }
}
