package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.Plan;
import workbook.checker.conformance.TimeScale;

/** How a probe goes about it. */
final class ProbeOptions {

    private static final Pattern TIME = Pattern.compile("(\\d{1,5})(s|m|)");
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "30s")
    private String watch;

    @Option(names = "--pid", paramLabel = "PID")
    private Long pid;

    @Option(names = "--origin", paramLabel = "ORIGIN")
    private String origin;

    @Option(names = "--exec", paramLabel = "COMMAND")
    private String exec;

    @Option(names = "--through", paramLabel = "nginx")
    private String through;

    @Option(names = "--browser")
    private boolean browser;

    @Option(names = "--browser-path", paramLabel = "PATH")
    private Path browserPath;

    @Option(names = "--allow-remote")
    private boolean allowRemote;

    @Option(names = "--hard")
    private boolean hard;

    /** Judges the endpoint of these options. */
    ConformanceReport judge(Screen screen, EndpointOptions endpoint, Function<Plan, ConformanceReport> run) {
        Duration time = time("--for", watch);
        if (through != null && !through.equals("nginx")) {
            throw new UsageFault(text(
                    "--through knows no \"%s\". Wanted: --through nginx",
                    "--through 不支持 \"%s\"。应为 --through nginx", through));
        }
        Optional<URI> from = Optional.ofNullable(origin).map(ProbeOptions::origin);
        if (exec == null) {
            return run.apply(plan(screen, endpoint, endpoint.uri(Optional.empty()), time, from, Optional.empty()));
        }
        if (exec.isBlank()) {
            throw new UsageFault(text(
                    "--exec needs a command that starts a server, for example: --exec \"node server.js\"",
                    "--exec 需要一条启动服务器的命令，例如：--exec \"node server.js\""));
        }
        endpoint.requirePath();
        try (StartedServer server = StartedServer.start(exec)) {
            URI uri = endpoint.uri(Optional.of(server.uri()));
            return run.apply(plan(screen, endpoint, uri, time, from, Optional.of(server::again)));
        }
    }

    private static URI origin(String word) {
        try {
            URI uri = new URI(word);
            if (uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        throw new UsageFault(text(
                "\"%s\" is no origin. Wanted: a scheme and a host without a path, for example https://app.example",
                "\"%s\" 不是来源。应为不带路径的协议和主机，例如 https://app.example", word));
    }

    private Plan plan(
            Screen screen,
            EndpointOptions endpoint,
            URI uri,
            Duration time,
            Optional<URI> from,
            Optional<Runnable> restart) {
        if (!allowRemote) {
            endpoint.requireThisMachine(uri);
        }
        return new Plan(
                endpoint.endpoint(screen, uri),
                time,
                endpoint.cause(uri),
                from,
                restart,
                pid == null ? OptionalLong.empty() : OptionalLong.of(pid),
                through != null,
                browser || browserPath != null,
                Optional.ofNullable(browserPath),
                endpoint.isRemote(uri),
                hard,
                TimeScale.REAL);
    }

    /** A time such as {@code 30s}, {@code 2m} or {@code 30}. */
    static Duration time(String option, String word) {
        Matcher time = TIME.matcher(word);
        if (time.matches()) {
            long number = Long.parseLong(time.group(1));
            Duration asked = time.group(2).equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
            if (asked.compareTo(LEAST) >= 0 && asked.compareTo(MOST) <= 0) {
                return asked;
            }
        }
        throw new UsageFault(text(
                "\"%s\" will not do for %s. Wanted: a time from 1s to 60m, for example 30s",
                "\"%s\" 不能用于 %s。应为 1s 到 60m 的时间，例如 30s", word, option));
    }
}
