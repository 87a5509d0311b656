package workbook.checker.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A started program that listens on a port of 127.0.0.1, until it is closed. */
public final class ServerUnderTest implements AutoCloseable {

    /** More output than this without a port is an endless loop. */
    private static final long ENDLESS = 16L << 20;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration CONNECT = Duration.ofMillis(500);

    private final ProcessTree tree;
    private final OutputTail output;
    private final LaunchOptions options;
    private final int port;
    private final Duration startup;

    private ServerUnderTest(ProcessTree tree, OutputTail output, LaunchOptions options, int port, Duration startup) {
        this.tree = tree;
        this.output = output;
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
        int wanted = port == 0 && !saysItsPort ? freePort() : port;
        ProcessBuilder builder = Launch.of(program, wanted, settings, options);
        String mark = UUID.randomUUID().toString();
        builder.environment().put(ProcessTree.MARK, mark);
        builder.redirectErrorStream(true);
        long begun = System.nanoTime();
        ProcessTree tree = ProcessTree.of(launch(builder), mark);
        OutputTail output = new OutputTail(options.echo());
        Thread.ofVirtual()
                .name("output of " + tree.root().pid())
                .start(() -> output.drain(tree.root().getInputStream()));
        try {
            // Another program may hold the wanted port, so what the program says of itself counts where it says so.
            Supplier<OptionalInt> heard = saysItsPort ? output::port : () -> OptionalInt.of(wanted);
            int found = awaitPort(tree.root(), output, heard, wanted, options.start(), begun);
            return new ServerUnderTest(tree, output, options, found, since(begun));
        } catch (ServerException | RuntimeException e) {
            tree.end(options.stop());
            throw e;
        }
    }

    private static Process launch(ProcessBuilder builder) throws ServerException {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new ServerException(
                    new Trouble.CannotStart(String.join(" ", builder.command()), String.valueOf(e.getMessage())));
        }
    }

    private static int awaitPort(
            Process process, OutputTail output, Supplier<OptionalInt> heard, int wanted, Duration limit, long begun)
            throws ServerException {
        while (true) {
            OptionalInt found = heard.get();
            if (found.isPresent() && accepts(found.getAsInt())) {
                return found.getAsInt();
            }
            if (ended(process)) {
                throw new ServerException(whyExited(process.exitValue(), since(begun), output));
            }
            if (output.total() > ENDLESS) {
                throw new ServerException(new Trouble.EndlessOutput(output.total(), output.last(5)));
            }
            if (since(begun).compareTo(limit) > 0) {
                throw new ServerException(whyUnheard(wanted, limit, output));
            }
        }
    }

    /** Waits a moment for the end of the process, so that looking again costs little. */
    private static boolean ended(Process process) {
        try {
            return process.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server started", e);
        }
    }

    private static Trouble whyExited(int code, Duration after, OutputTail output) {
        String last = output.last(25);
        if (output.contains("java.lang.OutOfMemoryError")) {
            return new Trouble.OutOfMemory(last);
        }
        if (output.contains("Address already in use") || output.contains("EADDRINUSE")) {
            String port = output.portLike().findFirst().map(String::valueOf).orElse("?");
            return new Trouble.PortTaken(port, last);
        }
        return new Trouble.Exited(code, after, last);
    }

    private static Trouble whyUnheard(int wanted, Duration limit, OutputTail output) {
        Optional<Integer> elsewhere = wanted == 0
                ? Optional.empty()
                : output.portLike()
                        .filter(port -> port != wanted && accepts(port))
                        .findFirst();
        return elsewhere
                .<Trouble>map(found -> new Trouble.ListensElsewhere(wanted, found, limit, output.last(10)))
                .orElseGet(() -> new Trouble.NeverListened(wanted, limit, output.last(10)));
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) CONNECT.toMillis());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port on 127.0.0.1", e);
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** From the start of its process to its first accepted connection: a measure of the machine. */
    public Duration startup() {
        return startup;
    }

    /** The code with which it exited by itself. */
    public OptionalInt exitCode() {
        return tree.root().isAlive()
                ? OptionalInt.empty()
                : OptionalInt.of(tree.root().exitValue());
    }

    /** Why it is no longer there. */
    public Optional<Trouble> ended() {
        return exitCode().stream()
                .mapToObj(code -> whyExited(code, startup, output))
                .findFirst();
    }

    /**
     * The last 64 KiB that it printed.
     *
     * @param words waited for, because what a server prints comes a moment later than what it sends
     * @param limit at which the output is given without them
     */
    public String output(Pattern words, Duration limit) {
        return output.awaitWords(words, limit);
    }

    public long pid() {
        return tree.root().pid();
    }

    /** Blocks until the program ends, and returns its exit code. */
    public int awaitExit() throws InterruptedException {
        return tree.root().waitFor();
    }

    /** Ends the program and all that it started; returns when none is left. */
    @Override
    public void close() {
        tree.end(options.stop());
    }
}
