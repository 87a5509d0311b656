package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import workbook.checker.load.LoadFault;
import workbook.checker.load.LoadJson;
import workbook.checker.load.LoadPage;
import workbook.checker.load.LoadReport;
import workbook.checker.load.LoadRun;
import workbook.checker.load.LoadText;
import workbook.checker.load.Plan;

/** {@code sse load}: very many clients on one stream, and whether each got every event once and in order. */
@Command(name = "load", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

    private static final String NAME = "sse load";
    private static final String ERASE = "\r\u001b[K";
    private static final long REDRAW = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration REPORT = Duration.ofSeconds(30);

    enum Format {
        TEXT,
        JSON
    }

    @Mixin
    private LoadOptions options;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text")
    private Format format;

    @Option(names = "--html", paramLabel = "FILE")
    private Path html;

    private final Screen screen;
    private long drawn;

    LoadCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws Exception {
        return UnjudgedRun.guard(OutputFile.of(html, ReportFormat.HTML), NAME, screen, this::measured);
    }

    private int measured() throws IOException {
        Plan plan = options.plan();
        LoadRun run = new LoadRun(plan, this::draw);
        return EarlyEnd.during(() -> measure(run), run::stop, REPORT).code();
    }

    private ExitCode measure(LoadRun run) throws IOException {
        try {
            LoadReport report = run.run();
            erase();
            show(report);
            return report.passed() ? ExitCode.PASSED : ExitCode.FAILED;
        } catch (LoadFault e) {
            erase();
            throw new NoServer(e.sentence());
        }
    }

    private void show(LoadReport report) throws IOException {
        if (format == Format.JSON) {
            screen.utf8().print(LoadJson.write(report, screen.language()));
        } else {
            screen.out().print(plain(LoadText.write(report, screen.language())));
        }
        screen.out().flush();
        if (html != null) {
            Files.writeString(html, LoadPage.write(report, screen.language()), StandardCharsets.UTF_8);
            screen.complain(text("Written: %s", "已写入：%s", html));
        }
    }

    private String plain(String words) {
        return screen.terminal().unicode()
                ? words
                : words.replace("✓", "+").replace("✗", "x").replace("µs", "us");
    }

    private void draw(int connected, int posted, long deliveries) {
        if (!screen.live() || System.nanoTime() - drawn < REDRAW) {
            return;
        }
        drawn = System.nanoTime();
        String words = text(
                        "%d clients, %d events, %d deliveries", "%d 个客户端，%d 个事件，送达 %d 次", connected, posted, deliveries)
                .in(screen.language());
        screen.err().print(ERASE + words);
        screen.err().flush();
    }

    private void erase() {
        if (screen.live()) {
            screen.err().print(ERASE);
            screen.err().flush();
        }
    }
}
