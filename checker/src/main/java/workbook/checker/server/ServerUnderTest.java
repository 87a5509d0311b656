package workbook.checker.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A started program that listens on a port of 127.0.0.1, until it is closed. */
public final class ServerUnderTest implements AutoCloseable {

    /** More bytes of output than this without a port are an endless loop. */
    private static final long ENDLESS = 16L << 20;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /** Limit for a process to end after it has closed its port. */
    private static final Duration DYING = Duration.ofSeconds(2);

    private final ProcessTree tree;
    private final Diagnosis diagnosis;
    private final OutputTail errors;
    private final LaunchOptions options;
    private final int port;
    private final Duration startup;

    private ServerUnderTest(
            ProcessTree tree,
            Diagnosis diagnosis,
            OutputTail errors,
            LaunchOptions options,
            int port,
            Duration startup) {
        this.tree = tree;
        this.diagnosis = diagnosis;
        this.errors = errors;
        this.options = options;
        this.port = port;
        this.startup = startup;
    }

    /**
     * Starts a program and waits until it listens.
     *
     * @param port to listen on; 0 where the checker may choose
     * @param settings overridden keys of {@code application.yaml}
     * @throws ServerException if it does not compile, does not start, or does not listen in time; nothing is left
     *     running then
     */
    public static ServerUnderTest start(Program program, int port, Map<String, String> settings, LaunchOptions options)
            throws ServerException {
        boolean saysItsPort = program instanceof Program.JavaFolder;
        int wanted = port == 0 && !saysItsPort ? FreePort.pick() : port;
        ProcessBuilder builder = Launch.of(program, wanted, settings, options);
        builder.redirectErrorStream(!options.apart());
        OwnSession.give(builder);
        long begun = System.nanoTime();
        ProcessTree tree = launch(builder);
        OutputTail output = new OutputTail(options.echo(), options.apart() ? 2 : 1);
        OutputTail errors = options.apart() ? new OutputTail(OutputStream.nullOutputStream()) : output;
        Diagnosis diagnosis = new Diagnosis(program, wanted, output);
        reading("output of ", tree, () -> output.drain(tree.root().getInputStream()));
        if (options.apart()) {
            reading("errors of ", tree, () -> output.drain(tree.root().getErrorStream(), errors));
        }
        try {
            // Another program may hold the wanted port, so what the program says of itself counts where it says so.
            Supplier<OptionalInt> heard = saysItsPort ? output::port : () -> OptionalInt.of(wanted);
            int found = awaitPort(tree.root(), diagnosis, heard, options.start(), begun);
            return new ServerUnderTest(tree, diagnosis, errors, options, found, since(begun));
        } catch (ServerException | RuntimeException | Error e) {
            tree.end(options.stop());
            throw e;
        }
    }

    /** Reading a pipe would hold the carrier of a virtual thread. */
    private static void reading(String name, ProcessTree tree, Runnable job) {
        Thread.ofPlatform().daemon().name(name + tree.root().pid()).start(job);
    }

    private static ProcessTree launch(ProcessBuilder builder) throws ServerException {
        try {
            ProcessTree tree = ProcessTree.start(builder);
            tree.root().getOutputStream().close();
            return tree;
        } catch (IOException e) {
            throw new ServerException(
                    new Trouble.CannotStart(String.join(" ", builder.command()), String.valueOf(e.getMessage())));
        }
    }

    private static int awaitPort(
            Process process, Diagnosis diagnosis, Supplier<OptionalInt> heard, Duration limit, long begun)
            throws ServerException {
        OutputTail output = diagnosis.output();
        while (true) {
            OptionalInt found = heard.get();
            if (found.isPresent() && Reachability.accepts(found.getAsInt())) {
                return found.getAsInt();
            }
            if (endsWithin(process, LOOK_AGAIN)) {
                throw new ServerException(diagnosis.exited(process.exitValue(), since(begun)));
            }
            if (output.total() > ENDLESS) {
                throw new ServerException(new Trouble.EndlessOutput(output.total(), output.last(5)));
            }
            if (since(begun).compareTo(limit) > 0) {
                throw new ServerException(diagnosis.unheard(limit));
            }
        }
    }

    private static boolean endsWithin(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server", e);
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where a person finds it: with TLS, where the program says so. */
    public URI address() {
        return URI.create((diagnosis.output().secure() ? "https" : "http") + "://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** From the start of the process to its first accepted connection, which is a measure of the machine. */
    public Duration startup() {
        return startup;
    }

    /** How slow the machine was while this server started. */
    public MachinePace pace() {
        return MachinePace.of(startup);
    }

    /** How the program ended, if it has ended by itself. */
    public Optional<Trouble> ended() {
        boolean gone = endsWithin(tree.root(), Reachability.accepts(port) ? Duration.ZERO : DYING);
        return gone ? Optional.of(diagnosis.died(tree.root().exitValue())) : Optional.empty();
    }

    /**
     * The last 64 KiB that the program printed.
     *
     * @param words waited for, because what a server prints comes a moment later than what it sends
     * @param limit at which the output is given without them
     */
    public String output(Pattern words, Duration limit) {
        return diagnosis.output().awaitWords(words, limit);
    }

    /** How many bytes the program has written to standard error so far. */
    public long errors() {
        return errors.total();
    }

    /**
     * What the program wrote to standard error behind the first so many bytes, of which the last 64 KiB are kept.
     *
     * @param words waited for
     * @param limit at which the output is given without them
     */
    public String errors(long behind, Pattern words, Duration limit) {
        return errors.awaitWords(words, limit, behind);
    }

    public long pid() {
        return tree.root().pid();
    }

    /** Blocks until the program ends, and returns its exit code. */
    public int awaitExit() throws InterruptedException {
        return tree.root().waitFor();
    }

    /** Asks the program to end, as a system does that shuts down or deploys (SIGTERM), and returns at once. */
    public void askToEnd() {
        tree.askToEnd();
    }

    /** Ends the program and all that it started without a word to it (SIGKILL); returns when none is left. */
    public void kill() {
        tree.kill();
    }

    /** Waits until the program and all that it started have ended; its exit code, or nothing at the limit. */
    public OptionalInt awaitEnd(Duration limit) {
        return tree.awaitEnd(limit) ? OptionalInt.of(tree.root().exitValue()) : OptionalInt.empty();
    }

    /** Ends the program and all that it started; returns when none is left. */
    @Override
    public void close() {
        tree.end(options.stop());
    }
}
