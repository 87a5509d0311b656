package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.NoBrowser;
import workbook.checker.clients.BrowserSubject;
import workbook.checker.clients.ClientGrader;
import workbook.checker.clients.ClientRule;
import workbook.checker.clients.KnownFailures;
import workbook.checker.clients.ProcessSubject;
import workbook.checker.clients.ServiceSubject;
import workbook.checker.clients.Subject;
import workbook.checker.clients.SubjectFailed;
import workbook.checker.clients.Times;
import workbook.checker.finding.Report;
import workbook.checker.server.Interruption;

/** {@code sse client}: the checker is the server, and a client of event streams is judged. */
@Command(name = "client", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class ClientCommand implements Callable<Integer> {

    private static final String NAME = "sse client";
    private static final int AT_ONCE = 6;

    @Option(names = "--exec", paramLabel = "COMMAND")
    private String exec;

    @Option(names = "--service", paramLabel = "URL")
    private String service;

    @Option(names = "--browser")
    private boolean browser;

    @Option(names = "--browser-path", paramLabel = "PATH")
    private Path browserPath;

    @Option(names = "--list")
    private boolean list;

    @Option(names = "--only", paramLabel = "RULE")
    private List<String> only = new ArrayList<>();

    @Option(names = "--skip", paramLabel = "RULE")
    private List<String> skip = new ArrayList<>();

    @Option(names = "--strict")
    private boolean strict;

    @Option(names = "--known", paramLabel = "FILE")
    private Path known;

    @Option(names = "--format", paramLabel = "text|json|junit|html", defaultValue = "text")
    private ReportFormat format;

    @Option(names = "--output", paramLabel = "FILE")
    private Path output;

    private final Screen screen;

    ClientCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            list(wanted());
            return ExitCode.PASSED.code();
        }
        KnownFailures failures = known(); // read before its file may be written to
        return UnjudgedRun.guard(OutputFile.of(output, format), NAME, screen, () -> graded(failures));
    }

    private int graded(KnownFailures failures) {
        Predicate<ClientRule> wanted = wanted();
        try (Subject subject = subject()) {
            Report report = ClientGrader.grade(subject, Times.USUAL, wanted, AT_ONCE, result -> {});
            Interruption.holdBack();
            String text = format.reporter(screen).write(report, screen.language());
            boolean written = OutputFile.write(output, text, format, screen);
            return written ? verdict(report, failures).code() : ExitCode.USAGE.code();
        } catch (SubjectFailed failed) {
            throw new NoServer(failed.sentence());
        }
    }

    private Subject subject() {
        long targets = List.of(exec != null, service != null, browser).stream()
                .filter(given -> given)
                .count();
        if (targets != 1) {
            throw new UsageFault(text(
                    "%d clients were given. Wanted: one of --exec COMMAND, --service URL and --browser, for example: ./sse client"
                            + " --exec \"node client.mjs {url}\"",
                    "给出了 %d 个客户端。应为 --exec COMMAND、--service URL、--browser 之一，例如：./sse client --exec \"node"
                            + " client.mjs {url}\"",
                    targets));
        }
        if (service != null) {
            return new ServiceSubject(uri(service));
        }
        return browser ? browser() : command();
    }

    private Subject command() {
        if (exec.isBlank()) {
            throw new UsageFault(text(
                    "--exec is empty. Wanted: a command that reads the stream at {url}, for example: --exec \"node client.mjs"
                            + " {url}\"",
                    "--exec 是空的。应为读取 {url} 处的流的命令，例如：--exec \"node client.mjs {url}\""));
        }
        return new ProcessSubject(exec, Path.of("").toAbsolutePath());
    }

    private Subject browser() {
        Optional<Path> wish = Optional.ofNullable(browserPath);
        try {
            String name = Browsers.find(wish).getFileName().toString();
            return new BrowserSubject(Browsers.open(wish), "EventSource in " + name);
        } catch (NoBrowser none) {
            throw new NoServer(none.sentence());
        }
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getPort() < 65536) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other text that is not a usable URL.
        }
        throw new UsageFault(text(
                "\"%s\" is no URL of a test service. Wanted: http://HOST:PORT, for example http://127.0.0.1:8000",
                "\"%s\" 不是测试服务的 URL。应为 http://HOST:PORT，例如 http://127.0.0.1:8000", url));
    }

    private Predicate<ClientRule> wanted() {
        List<String> prefixes = new ArrayList<>(only);
        prefixes.addAll(skip);
        for (String prefix : prefixes) {
            if (ClientGrader.rules().stream().noneMatch(rule -> rule.isNamed(prefix))) {
                throw new UsageFault(text(
                        "There is no rule \"%s\". Wanted: a group (%s) or a rule, such as return/3. See: ./sse client --list",
                        "没有规则 \"%s\"。应为一个组（%s）或一条规则，例如 return/3。参见：./sse client --list",
                        prefix,
                        String.join(", ", ClientGrader.groups().keySet())));
            }
        }
        return rule -> (only.isEmpty() || only.stream().anyMatch(rule::isNamed))
                && skip.stream().noneMatch(rule::isNamed);
    }

    private void list(Predicate<ClientRule> wanted) {
        ClientGrader.groups().forEach((group, title) -> {
            List<ClientRule> rules = ClientGrader.rules().stream()
                    .filter(rule -> rule.group().equals(group))
                    .filter(wanted)
                    .toList();
            if (!rules.isEmpty()) {
                screen.say(title);
            }
            rules.forEach(rule -> screen.out()
                    .println("  %-10s %-6s %s · %s"
                            .formatted(rule.id(), rule.severity(), rule.title().in(screen.language()), rule.source())));
        });
    }

    private KnownFailures known() {
        if (known == null) {
            return KnownFailures.NONE;
        }
        try {
            KnownFailures failures = KnownFailures.of(Files.readAllLines(known));
            if (!failures.unknown().isEmpty()) {
                throw new UsageFault(text(
                        "%s names \"%s\", which is no rule. Wanted: one id a line, such as return/3. See: ./sse client --list",
                        "%s 中的 \"%s\" 不是规则。应为每行一个编号，例如 return/3。参见：./sse client --list",
                        known,
                        failures.unknown().getFirst()));
            }
            return failures;
        } catch (IOException e) {
            throw new UsageFault(text(
                    "%s cannot be read. Wanted: a text file with one id of a rule a line, such as return/3.",
                    "无法读取 %s。应为每行一个规则编号（例如 return/3）的文本文件。", known));
        }
    }

    private ExitCode verdict(Report report, KnownFailures failures) {
        if (report.broken()) {
            return ExitCode.BROKEN;
        }
        List<String> mended = failures.mended(report);
        if (!mended.isEmpty()) {
            screen.complain(text(
                    "Known failures that pass now: %s. Take them out of %s.",
                    "以下已知失败现在通过了：%s。请从 %s 中删除。", String.join(", ", mended), known));
        }
        boolean clean = failures.fresh(report, strict).isEmpty() && mended.isEmpty();
        return clean ? ExitCode.PASSED : ExitCode.FAILED;
    }
}
