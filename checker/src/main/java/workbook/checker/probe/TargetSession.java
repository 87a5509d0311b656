package workbook.checker.probe;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.Program;
import workbook.checker.server.Reachability;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.server.Trouble;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Knobs;
import workbook.checker.workbook.Task;

/**
 * The server of one task, for as long as the task is graded.
 *
 * @param server the process, unless the server was running already
 * @param base where it listens
 */
record TargetSession(Optional<ServerUnderTest> server, URI base) implements AutoCloseable {

    static TargetSession open(Task task, GradingOptions options) throws ServerException {
        if (options.target() instanceof Target.Url(URI uri)) {
            Reachability.require(uri, options.knobs().answer());
            return new TargetSession(Optional.empty(), uri);
        }
        ServerUnderTest server = ServerUnderTest.start(program(task, options), 0, settings(task, options), how(options));
        return new TargetSession(Optional.of(server), server.uri());
    }

    private static Program program(Task task, GradingOptions options) {
        Home home = options.home();
        return switch (options.target()) {
            case Target.Folder(var tree) -> new Program.JavaFolder(
                    home.folder(tree, task), home.exerciseLibraries(), home.work());
            case Target.Command(var line, var directory) -> new Program.ShellCommand(line, directory);
            case Target.Url url -> throw new IllegalArgumentException("nothing to start for " + url);
        };
    }

    private static LaunchOptions how(GradingOptions options) {
        Knobs knobs = options.knobs();
        LaunchOptions quick = LaunchOptions.quick(knobs.start(), knobs.stop());
        return options.debug() ? quick.debug() : quick;
    }

    /** What the server is told: every duration, when the clock is fast. */
    static Map<String, String> settings(Task task, GradingOptions options) {
        Map<String, String> settings = new HashMap<>();
        if (options.clock() == Clock.FAST) {
            task.config().forEach((key, value) -> {
                if (value.startsWith("PT")) {
                    settings.put(key, scaled(value, options).toString());
                }
            });
        }
        return settings;
    }

    static Duration scaled(String value, GradingOptions options) {
        return options.clock().scale(Duration.parse(value), options.knobs().clockFactor());
    }

    /** How it ended, if it ended by itself. */
    Optional<Trouble> ended() {
        return server.flatMap(ServerUnderTest::ended);
    }

    @Override
    public void close() {
        server.ifPresent(ServerUnderTest::close);
    }
}
