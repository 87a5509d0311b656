package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import workbook.checker.browser.PageOpener;
import workbook.checker.conformance.Endpoint;
import workbook.checker.conformance.Secrecy;
import workbook.checker.conformance.Unusable;
import workbook.checker.report.Terminal;
import workbook.checker.tail.BytesForm;
import workbook.checker.tail.DeltaForm;
import workbook.checker.tail.JsonLinesForm;
import workbook.checker.tail.LineForm;
import workbook.checker.tail.Tail;
import workbook.checker.tail.TailEnding;
import workbook.checker.tail.TailForm;
import workbook.checker.tail.TailOutput;
import workbook.checker.tail.TailPlan;
import workbook.checker.tail.WireLogForm;
import workbook.checker.wire.WireRequest;

/** {@code sse tail}: an event stream as it comes, read as EventSource reads it. */
@Command(name = "tail", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {

    private static final Duration SUMMARY = Duration.ofSeconds(5);

    @Mixin
    private EndpointOptions endpoint;

    @Option(names = "--once")
    private boolean once;

    @Option(names = "--since", paramLabel = "ID")
    private String since = "";

    @Option(names = "--type", paramLabel = "TYPE", split = ",")
    private Set<String> types = Set.of();

    @Option(names = "--max", paramLabel = "N")
    private Long most;

    @Option(names = "--for", paramLabel = "TIME")
    private String limit;

    @Option(names = "--full")
    private boolean full;

    @Option(names = "--raw")
    private boolean raw;

    @Option(names = "--json")
    private boolean json;

    @Option(names = "--text", paramLabel = "PATH")
    private String path;

    @Option(names = "--web")
    private boolean web;

    @Option(names = "--no-open")
    private boolean noBrowser;

    private final Screen screen;

    TailCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        URI uri = endpoint.uri(Optional.empty());
        TailPlan plan = plan(uri);
        Secrecy secrecy = Secrecy.of(
                plan.endpoint().headers(),
                plan.cause().map(post -> List.of(uri, post.uri())).orElse(List.of(uri)));
        TailForm form = form(secrecy);
        if (!web) {
            return follow(plan, form).code();
        }
        try (WireLogForm both = WireLogForm.beside(form, plan.endpoint(), secrecy, screen.language())) {
            screen.complain(text("The wire log is at %s, as long as this runs.", "线路日志在 %s，本命令结束前可以查看。", both.page()));
            if (!noBrowser) {
                PageOpener.here().open(both.page(), Optional.empty());
            }
            return follow(plan, both).code();
        }
    }

    private ExitCode follow(TailPlan plan, TailForm form) throws InterruptedException {
        Tail tail = new Tail(plan, form);
        return EarlyEnd.during(() -> follow(tail, form), tail::stop, SUMMARY);
    }

    private ExitCode follow(Tail tail, TailForm form) throws InterruptedException {
        try {
            ExitCode code = code(tail.run());
            form.complaint().ifPresent(screen::complain);
            return form.complaint().isPresent() ? ExitCode.FAILED : code;
        } catch (Unusable none) {
            screen.complain(none.sentence());
            return none.isUnreachable() ? ExitCode.NO_SERVER : ExitCode.USAGE;
        }
    }

    private static ExitCode code(TailEnding ending) {
        return switch (ending) {
            case ASKED, CLEAN -> ExitCode.PASSED;
            case CUT, REFUSED -> ExitCode.FAILED;
        };
    }

    private TailPlan plan(URI uri) {
        long forms = List.of(raw, json, path != null, full).stream()
                .filter(Boolean::booleanValue)
                .count();
        if (forms > 1) {
            throw new UsageFault(text(
                    "Give at most one of --full, --raw, --json and --text.", "--full、--raw、--json 和 --text 最多只能给一个。"));
        }
        if (most != null && most < 1) {
            throw new UsageFault(text("--max must be at least 1, but is %d.", "--max 至少为 1，而不是 %d。", most));
        }
        if (path != null && !path.matches("[^.]+([.][^.]+)*")) {
            throw new UsageFault(text(
                    "\"%s\" will not do for --text. Wanted: names and numbers with dots between them, for example choices.0.delta.content",
                    "\"%s\" 不能用于 --text。应为用点分隔的名称和序号，例如 choices.0.delta.content", path));
        }
        if (since.chars().anyMatch(Character::isISOControl)) {
            throw new UsageFault(text(
                    "--since holds a control character. Wanted: the id of an event, as the server sent it.",
                    "--since 中有控制字符。应为服务器发送过的事件 id。"));
        }
        Endpoint asked = endpoint.endpoint(screen, uri);
        Optional<WireRequest> cause = endpoint.cause(uri);
        return new TailPlan(
                asked,
                cause,
                since,
                types,
                most == null ? OptionalLong.empty() : OptionalLong.of(most),
                Optional.ofNullable(limit).map(word -> ProbeOptions.time("--for", word)),
                once);
    }

    private TailForm form(Secrecy secrecy) {
        boolean drawn = Screen.isOutDrawn();
        if (json) {
            Terminal anywhere = new Terminal(screen.terminal().columns(), false, StandardCharsets.UTF_8);
            return new JsonLinesForm(output(screen.utf8(), anywhere, secrecy, false));
        }
        if (path != null) {
            return new DeltaForm(output(drawn ? screen.out() : screen.utf8(), screen.terminal(), secrecy, drawn), path);
        }
        TailOutput lines = output(screen.out(), screen.terminal(), secrecy, drawn);
        return raw ? new BytesForm(lines) : new LineForm(lines, full);
    }

    private TailOutput output(PrintStream out, Terminal terminal, Secrecy secrecy, boolean drawn) {
        return new TailOutput(out, screen.err(), terminal, screen.language(), secrecy, drawn);
    }
}
