package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.probe.TestedServer;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.MachinePace;
import workbook.checker.server.Program;
import workbook.checker.server.Reachability;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.server.Trouble;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Task;

/** The server of one task: a process that this session starts and stops, or one that was running already. */
final class TargetSession implements TestedServer {

    private final Task task;
    private final GradingOptions options;
    private final Map<String, String> settings;
    private final URI base;
    private final ErrorOutput errors;
    private Optional<ServerUnderTest> server;

    private TargetSession(
            Task task,
            GradingOptions options,
            Map<String, String> settings,
            URI base,
            ErrorOutput errors,
            Optional<ServerUnderTest> server) {
        this.task = task;
        this.options = options;
        this.settings = settings;
        this.base = base;
        this.errors = errors;
        this.server = server;
        server.ifPresent(errors::add);
    }

    /**
     * Starts or reaches the server that the options name, with the durations of the clock.
     *
     * @throws ServerException if it cannot be started or reached
     */
    static TargetSession open(Task task, GradingOptions options) throws ServerException {
        if (options.target() instanceof Target.Url(URI uri)) {
            Reachability.require(uri, MachinePace.now().stretch(options.knobs().answer()));
            return new TargetSession(task, options, durations(task, options), uri, new ErrorOutput(), Optional.empty());
        }
        return start(task, options, durations(task, options), how(options, MachinePace.USUAL), new ErrorOutput());
    }

    private static TargetSession start(
            Task task, GradingOptions options, Map<String, String> settings, LaunchOptions how, ErrorOutput errors)
            throws ServerException {
        ServerUnderTest server = ServerUnderTest.start(program(task, options), 0, settings, how);
        return new TargetSession(task, options, settings, server.uri(), errors, Optional.of(server));
    }

    /** The start with the learner's own values; none where the program is not his, or a debugger waits for it. */
    Optional<OwnStart> ownStart() {
        boolean his = options.target() instanceof Target.Folder && !options.debug();
        return his && options.only().isEmpty() && options.walk().isEmpty()
                ? Optional.of(OwnStart.begin(program(task, options), quick(options, pace())))
                : Optional.empty();
    }

    @Override
    public TargetSession another(Map<String, String> more) throws ServerException {
        requireOurs();
        Map<String, String> merged = new HashMap<>(settings);
        merged.putAll(more);
        LaunchOptions quick = quick(options, pace());
        return start(task, options, merged, options.debug() ? quick.unhurried() : quick, errors);
    }

    @Override
    public void restart() throws ServerException {
        requireOurs();
        LaunchOptions how = how(options, pace());
        close();
        server = Optional.of(ServerUnderTest.start(program(task, options), base.getPort(), settings, how));
        server.ifPresent(errors::add);
    }

    @Override
    public void askToEnd() {
        requireOurs();
        if (!ProcessHandle.current().supportsNormalTermination()) {
            throw new CheckSkipped(
                    text("this system knows no SIGTERM: it can only kill a process", "这个系统没有 SIGTERM：它只能强行结束进程"));
        }
        server.orElseThrow().askToEnd();
    }

    @Override
    public void kill() {
        requireOurs();
        server.orElseThrow().kill();
    }

    @Override
    public OptionalInt awaitEnd(Duration limit) {
        return server.orElseThrow().awaitEnd(limit);
    }

    private void requireOurs() {
        if (options.target() instanceof Target.Url) {
            throw new CheckSkipped(text(
                    "this needs a server that the checker starts: use --exec instead of --url",
                    "此项需要由检查器启动服务器：请用 --exec 代替 --url"));
        }
    }

    private static Program program(Task task, GradingOptions options) {
        Home home = options.home();
        return switch (options.target()) {
            case Target.Folder(var tree) ->
                new Program.JavaFolder(home.folder(tree, task), home.exerciseLibraries(), home.work());
            case Target.Command(var line, var directory, var own) -> new Program.ShellCommand(line, directory);
            case Target.Url url -> throw new IllegalArgumentException("nothing to start for " + url);
        };
    }

    private static LaunchOptions how(GradingOptions options, MachinePace pace) {
        LaunchOptions quick = quick(options, pace);
        return options.debug() ? quick.debug() : quick;
    }

    private static LaunchOptions quick(GradingOptions options, MachinePace pace) {
        Knobs knobs = options.knobs();
        return LaunchOptions.quick(pace.slower(MachinePace.now()).stretch(knobs.start()), knobs.stop());
    }

    /** The pace of the last start, which is all that is known of how long the next one may take. */
    private MachinePace pace() {
        return server.map(ServerUnderTest::pace).orElse(MachinePace.USUAL);
    }

    private static Map<String, String> durations(Task task, GradingOptions options) {
        return options.clock().durations(task, options.knobs().clockFactor());
    }

    @Override
    public String setting(String key) {
        return settings.getOrDefault(key, task.config().get(key));
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public Optional<ServerUnderTest> server() {
        return server;
    }

    /** Notes that a check begins: what was printed before is of another one. */
    void beginCheck() {
        server.ifPresent(errors::begin);
    }

    @Override
    public void asked() {
        server.ifPresent(errors::asked);
    }

    /** What the servers of this check wrote to standard error, the lines that tell most. */
    List<String> printed() {
        return errors.lines();
    }

    /** The last exception that a server of this check printed. */
    Optional<Text> exception() {
        return server.flatMap(errors::exception);
    }

    @Override
    public Optional<Trouble> ended() {
        return server.flatMap(ServerUnderTest::ended);
    }

    @Override
    public void close() {
        server.ifPresent(ServerUnderTest::close);
    }
}
