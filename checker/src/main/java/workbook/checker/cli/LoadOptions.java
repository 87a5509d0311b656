package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.load.Descriptors;
import workbook.checker.load.Plan;
import workbook.checker.server.Reachability;
import workbook.checker.text.Text;

/** The options of {@code sse load}, and whether they can be carried out. */
final class LoadOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration ENDLESS = Duration.ofDays(7);

    private static final int MOST_CLIENTS = 1_000_000;
    private static final int MOST_NODES = 100;

    @Parameters(paramLabel = "URL", arity = "1..*")
    private List<String> urls;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "100")
    private int clients;

    @Option(names = "--post", paramLabel = "URL")
    private List<String> posts = List.of();

    @Option(names = "--rate", paramLabel = "N|max", defaultValue = "20")
    private String rate;

    @Option(names = "--under-way", paramLabel = "N", defaultValue = "64")
    private int underWay;

    @Option(names = "--duration", paramLabel = "SECONDS")
    private Double duration;

    @Option(names = "--events", paramLabel = "N")
    private Integer events;

    @Option(names = "--size", paramLabel = "N", defaultValue = "100")
    private int size;

    @Option(names = "--body", paramLabel = "TEXT", defaultValue = Plan.EVENT)
    private String body;

    @Option(names = "--content-type", paramLabel = "TYPE", defaultValue = "text/plain; charset=utf-8")
    private String contentType;

    @Option(names = "--header", paramLabel = "LINE")
    private List<String> headers = List.of();

    @Option(names = "--storm")
    private boolean storm;

    @Option(names = "--slow", paramLabel = "N", defaultValue = "0")
    private int slow;

    @Option(names = "--slow-speed", paramLabel = "N", defaultValue = "0")
    private int slowSpeed;

    @Option(names = "--outages")
    private boolean outages;

    @Option(names = "--silent")
    private boolean silent;

    @Option(names = "--pid", paramLabel = "PID")
    private Long pid;

    @Option(names = "--allow-remote")
    private boolean allowRemote;

    Plan plan() {
        List<URI> streams = urls.stream().map(LoadOptions::uri).toList();
        List<URI> targets = silent ? List.of() : targets(streams);
        streams.forEach(this::requireOwn);
        targets.forEach(this::requireOwn);
        requireNumbers();
        Plan plan = new Plan(
                streams,
                targets,
                clients,
                storm ? Math.max(1, clients / 10) : 0,
                slow,
                slowSpeed,
                rate(),
                duration == null ? events == null ? USUAL : ENDLESS : Duration.ofMillis(Math.round(duration * 1000)),
                events == null ? OptionalInt.empty() : OptionalInt.of(events),
                body,
                contentType,
                size,
                headers,
                PATIENCE,
                pid == null ? OptionalLong.empty() : OptionalLong.of(pid),
                outages);
        requireFiles(plan);
        return plan;
    }

    private List<URI> targets(List<URI> streams) {
        return posts.isEmpty()
                ? streams.stream().map(stream -> stream.resolve("messages")).toList()
                : posts.stream().map(LoadOptions::uri).toList();
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            if ("https".equalsIgnoreCase(uri.getScheme())) {
                throw new UsageFault(text(
                        "sse load speaks plain HTTP only. Load the server behind the TLS: http://HOST:PORT/…",
                        "sse load 只支持明文 HTTP。请直接测试 TLS 后面的服务器：http://HOST:PORT/…"));
            }
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getPort() < 65536) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other text that is not a usable URL.
        }
        throw new UsageFault(text(
                "\"%s\" is no URL of a stream. Wanted: http://HOST:PORT/PATH",
                "\"%s\" 不是流的 URL。应为 http://HOST:PORT/PATH", url));
    }

    /** Refuses a foreign server: against one, this tool would be a weapon. */
    private void requireOwn(URI uri) {
        if (allowRemote) {
            return;
        }
        try {
            if (Reachability.isThisMachine(uri.getHost())) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new NoServer(text("The host %s is unknown.", "未知的主机 %s。", uri.getHost()));
        }
        throw new UsageFault(text(
                "%s is not this machine. Load only servers that are yours. If this one is: --allow-remote",
                "%s 不是本机。只能测试你自己的服务器。如果它确实是你的：--allow-remote", uri.getHost()));
    }

    private void requireNumbers() {
        atLeast(1, clients, "--clients");
        atLeast(storm ? 2 : 1, clients, "--clients");
        atLeast(Math.min(urls.size(), MOST_NODES), clients, "--clients");
        require(urls.size() <= MOST_NODES, text("%d URLs at most.", "最多 %d 个 URL。", MOST_NODES));
        atLeast(0, slow, "--slow");
        atLeast(0, slowSpeed, "--slow-speed");
        atLeast(1, underWay, "--under-way");
        atLeast(1, size, "--size");
        atLeast(1, events == null ? 1 : events, "--events");
        require(duration == null || duration > 0, text("--duration must be more than 0.", "--duration 必须大于 0。"));
        require(
                underWay <= 65536 && size <= 65536,
                text("--under-way and --size can be 65536 at most.", "--under-way 和 --size 最多为 65536。"));
        require(
                Math.max(clients, slow) <= MOST_CLIENTS,
                text("--clients and --slow can be %d at most.", "--clients 和 --slow 最多为 %d。", MOST_CLIENTS));
        require(
                body.contains(Plan.EVENT),
                text(
                        "--body must hold %s, the place of the event. For example: --body '{\"text\":\"%s\"}'",
                        "--body 里必须有 %s，即事件的位置。例如：--body '{\"text\":\"%s\"}'", Plan.EVENT, Plan.EVENT));
        require(
                headers.stream().allMatch(line -> line.matches("[\\w-]+: ?\\P{Cntrl}+"))
                        && contentType.matches("\\P{Cntrl}+"),
                text("--header wants a line such as \"Name: value\".", "--header 需要形如 \"Name: value\" 的一行。"));
        require(
                pid == null || ProcessHandle.of(pid).isPresent(),
                text("There is no process %d.", "没有进程 %d。", pid == null ? 0 : pid));
    }

    private Plan.Rate rate() {
        if (rate.equalsIgnoreCase("max")) {
            return new Plan.AsTheyArrive(underWay);
        }
        try {
            double events = Double.parseDouble(rate);
            if (events > 0 && events <= 1e6) {
                return new Plan.PerSecond(events);
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new UsageFault(text(
                "\"%s\" will not do for --rate. Wanted: events a second, for example 20, or max",
                "\"%s\" 不能用于 --rate。应为每秒事件数，例如 20，或者 max", rate));
    }

    private static void requireFiles(Plan plan) {
        OptionalLong limit = Descriptors.limit();
        if (limit.isPresent() && limit.getAsLong() < plan.files()) {
            throw new UsageFault(text(
                    "%d open files are needed, and this process may have %d. Either: ulimit -n %d (and start the server in"
                            + " such a shell, too). Or fewer clients: --clients %d",
                    "需要打开 %d 个文件，而本进程最多只能打开 %d 个。可以先执行 ulimit -n %d（服务器也要在这样的 shell 里启动），或减少客户端：--clients %d",
                    plan.files(),
                    limit.getAsLong(),
                    plan.files(),
                    Math.max(1, limit.getAsLong() - (plan.files() - plan.clients()))));
        }
    }

    private static void atLeast(int least, int number, String option) {
        require(
                number >= least,
                text("%s must be at least %d, but is %d.", "%s 至少为 %d，现在是 %d。", option, least, number));
    }

    private static void require(boolean condition, Text sentence) {
        if (!condition) {
            throw new UsageFault(sentence);
        }
    }
}
