package workbook.checker.server;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * How a server under test is started and stopped.
 *
 * @param start limit for the program to listen
 * @param stop grace between SIGTERM and SIGKILL
 * @param jvm options for the JVM of a {@link Program.JavaFolder}
 * @param echo gets all that the program prints
 * @param apart whether standard error is read apart from standard output: what the two print at the same time may
 *     then change places
 */
public record LaunchOptions(Duration start, Duration stop, List<String> jvm, OutputStream echo, boolean apart) {

    /** A JVM that starts quickly, is small, and says so when its memory is full. */
    private static final List<String> QUICK = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx512m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    private static final List<String> DEBUG =
            List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:5005");

    private static final Duration ALL_DAY = Duration.ofHours(8);

    public LaunchOptions {
        jvm = List.copyOf(jvm);
    }

    /** For grading: quick to start, quiet. */
    public static LaunchOptions quick(Duration start, Duration stop) {
        return new LaunchOptions(start, stop, QUICK, OutputStream.nullOutputStream(), true);
    }

    /** For a person with a debugger on port 5005, for whom the program waits, and who must not meet a limit of time. */
    public LaunchOptions debug() {
        return new LaunchOptions(ALL_DAY, stop, DEBUG, echo, apart);
    }

    /** For a server beside the one with the debugger: it has no debugger of its own, and no limit either. */
    public LaunchOptions unhurried() {
        return new LaunchOptions(ALL_DAY, stop, jvm, echo, apart);
    }

    LaunchOptions jvm(List<String> other) {
        return new LaunchOptions(start, stop, other, echo, apart);
    }

    /** Copies all that the server prints to a stream, in the order in which it prints it. */
    public LaunchOptions echo(OutputStream to) {
        return new LaunchOptions(start, stop, jvm, to, false);
    }
}
