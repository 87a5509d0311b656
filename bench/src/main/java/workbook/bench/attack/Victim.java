package workbook.bench.attack;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.files.TemporaryFolder;
import workbook.checker.server.ProcessTree;
import workbook.checker.wire.Certificate;
import workbook.checker.wire.QuietClose;

/** A server in a process of its own with a small heap, on a free port of loopback. It ends when the heap is full. */
final class Victim implements AutoCloseable {

    /** The limit of a wait for an answer. */
    private static final int PATIENCE_MILLIS = 20_000;

    /** How soon a server must answer that was attacked. */
    static final long PROMPT_MILLIS = 100;

    private static final int TRIES = 5;

    /** How long nothing comes behind an answer when it was the last one: another would follow at once. */
    private static final int QUIET_MILLIS = 1000;

    private static final int MOST_OF_AN_ANSWER = 4 << 20;
    private static final Pattern LARGEST = Pattern.compile("(?m)^  max-payload-size: (\\d+)");
    private static final Pattern CONNECTIONS = Pattern.compile("(?m)^  max-tcp-connections: (\\d+)");

    /** The most connections of a crowd: enough, and no more than other programs of this machine can bear. */
    private static final int CROWD = 2000;

    /** A receive buffer so small that the server soon waits for the client. The kernel rounds it up. */
    private static final int SMALL_BUFFER = 16 << 10;

    /** More than any head of an answer, and less than a client can take whose buffer is small. */
    private static final int SOME_OF_A_BLOCK = 1024;

    /** As over a network: in segments of 64 KB, as loopback has, the kernel takes megabytes for a client that is stuck. */
    private static final String NETWORK = "-Dserver.connection-options.socket-send-buffer-size=65536";

    private static final Pattern PORT = Pattern.compile("listening on https?://127\\.0\\.0\\.1:(\\d+)");

    /**
     * What came back.
     *
     * @param text of all answers; ISO 8859-1, so that a byte is a character
     * @param closed whether the server then closed the connection
     */
    record Reply(String text, boolean closed) {

        private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

        /** The statuses, one for each answer. */
        List<String> statuses() {
            return STATUS.matcher(text).results().map(found -> found.group(1)).toList();
        }

        /** Whether that many requests were answered, and each was taken. */
        boolean isTaken(int requests) {
            List<String> statuses = statuses();
            return statuses.size() == requests && statuses.stream().allMatch(status -> status.startsWith("2"));
        }
    }

    private final Process process;
    private final int port;
    private final Limits limits;
    private final Secured secured;

    /** Starts the same server with its profile {@code tls}, if it has one. */
    private interface Secured {
        Optional<Victim> start() throws IOException;
    }

    /**
     * What the settings of a server allow; 0 where they set no limit.
     *
     * @param body bytes of the largest body
     * @param connections how many may be open
     */
    private record Limits(int body, int connections) {

        static Limits of(Path settings) throws IOException {
            String text = Files.readString(settings);
            return new Limits(number(LARGEST, text), number(CONNECTIONS, text));
        }

        private static int number(Pattern pattern, String text) {
            Matcher found = pattern.matcher(text);
            return found.find() ? Integer.parseInt(found.group(1)) : 0;
        }
    }

    private Victim(Process process, int port, Limits limits, Secured secured) {
        this.process = process;
        this.port = port;
        this.limits = limits;
        this.secured = secured;
    }

    /**
     * Starts a solution with the libraries that the workbook starts it with.
     *
     * @param log where 6.1 keeps its messages
     */
    static Victim solution(Path root, Path solution, URI log) throws IOException {
        String[] options = {"-Dserver.port=0", NETWORK, "-Dlog.url=" + log};
        return solution(root, solution, options, () -> secured(root, solution, options));
    }

    private static Optional<Victim> secured(Path root, Path solution, String[] options) throws IOException {
        if (!Files.exists(solution.resolve("src/main/resources/application-tls.yaml"))) {
            return Optional.empty();
        }
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path key = Certificate.make(folder.path()).keyStore();
            Stream<String> tls =
                    Stream.of("-Dconfig.profile=tls", "-Dserver.tls.private-key.keystore.resource.path=" + key);
            String[] all = Stream.concat(Stream.of(options), tls).toArray(String[]::new);
            return Optional.of(solution(root, solution, all, Optional::empty));
        }
    }

    private static Victim solution(Path root, Path solution, String[] options, Secured secured) throws IOException {
        Path libraries = root.resolve("exercises/target/lib");
        String classPath = String.join(
                File.pathSeparator,
                solution.resolve("target/classes").toString(),
                libraries + "/*",
                libraries.resolve(solution.getFileName()) + "/*");
        Limits limits = Limits.of(solution.resolve("src/main/resources/application.yaml"));
        String[] arguments =
                Stream.concat(Stream.of(options), Stream.of("workbook.Main")).toArray(String[]::new);
        return start(solution, limits, secured, classPath, arguments);
    }

    /** Starts a server of the checker. */
    static Victim tool(Path root, String name) throws IOException {
        String classPath = System.getProperty("java.class.path");
        return start(
                root,
                new Limits(0, 0),
                Optional::empty,
                classPath,
                "-Dworkbook.home=" + root,
                ToolServer.class.getName(),
                name);
    }

    private static Victim start(Path folder, Limits limits, Secured secured, String classPath, String... arguments)
            throws IOException {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath);
        Process process = ProcessTree.start(new ProcessBuilder(
                                Stream.concat(java, Stream.of(arguments)).toList())
                        .directory(folder.toFile())
                        .redirectErrorStream(true))
                .root();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                Thread.ofVirtual().start(() -> drain(output));
                return new Victim(process, Integer.parseInt(port.group(1)), limits, secured);
            }
        }
        throw new IOException(folder + " ended before it listened");
    }

    private static void drain(BufferedReader output) {
        try (output) {
            output.lines().forEach(ignored -> {});
        } catch (IOException | UncheckedIOException closed) {
            // The process has ended.
        }
    }

    /** The bytes of the largest body that it takes; 0 if it has no such limit. */
    int largestBody() {
        return limits.body();
    }

    /** The same server in a process of its own that speaks TLS, and HTTP/2; none if it has no profile for it. */
    Optional<Victim> withTls() throws IOException {
        return secured.start();
    }

    /** How many connections a crowd holds: nine tenths of those that the server takes, so that others find room. */
    int crowd() {
        return Math.min(CROWD, limits.connections() / 10 * 9);
    }

    /** Sends these bytes, and reads what comes back until the server closes or has answered and is quiet. */
    Reply send(String request) throws IOException {
        return send(request, QUIET_MILLIS);
    }

    /** Sends these bytes, and reads what comes back until the server closes. */
    Reply sendUntilClosed(String request) throws IOException {
        return send(request, PATIENCE_MILLIS);
    }

    private Reply send(String request, int quietMillis) throws IOException {
        try (Socket socket = connect()) {
            Thread.ofVirtual().start(() -> write(socket, request));
            return read(socket, quietMillis);
        }
    }

    private Socket connect() throws IOException {
        return connected(new Socket());
    }

    private Socket connected(Socket socket) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** How long it takes to answer a plain request. The best of a few tries: a busy machine is late once. */
    OptionalLong answerMillis() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && best > PROMPT_MILLIS; i++) {
            long begun = System.nanoTime();
            try {
                if (send("GET /nothing HTTP/1.1\r\nHost: " + authority() + "\r\nConnection: close\r\n\r\n")
                        .statuses()
                        .isEmpty()) {
                    return OptionalLong.empty();
                }
            } catch (IOException gone) {
                return OptionalLong.empty();
            }
            best = Math.min(best, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        }
        return OptionalLong.of(best);
    }

    /** Opens connections that say the beginning of something, and no more. */
    List<Socket> hold(int count, String beginning) throws IOException {
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = connect();
            held.add(socket);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        }
        return held;
    }

    /** Opens that many connections that ask for something and never read. Their buffers are small. */
    List<Socket> stuck(int count, String request) throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Socket socket = new Socket();
                held.add(socket);
                socket.setReceiveBufferSize(SMALL_BUFFER);
                connected(socket).getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            }
            return held;
        } catch (IOException e) {
            release(held);
            throw e;
        }
    }

    /** Waits until the server has begun to write a block to each of these; returns whether it did, within a limit. */
    static boolean haveSome(List<Socket> stuck) throws IOException {
        long begun = System.nanoTime();
        for (Socket socket : stuck) {
            while (socket.getInputStream().available() < SOME_OF_A_BLOCK) {
                if (System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
                    return false;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        return true;
    }

    static void release(List<Socket> held) {
        held.forEach(socket -> QuietClose.run(socket::close));
    }

    /** Tells it to end (SIGTERM), and waits. Returns the seconds that it took. */
    double endSeconds() {
        long begun = System.nanoTime();
        close();
        return (System.nanoTime() - begun) / 1e9;
    }

    String authority() {
        return "127.0.0.1:" + port;
    }

    private static void write(Socket socket, String request) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (IOException refused) {
            // The server need not take all of it.
        }
    }

    private static Reply read(Socket socket, int quietMillis) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0 && text.length() < MOST_OF_AN_ANSWER; read = in.read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                socket.setSoTimeout(quietMillis);
            }
            return new Reply(text.toString(), true);
        } catch (SocketTimeoutException quiet) {
            return new Reply(text.toString(), false);
        } catch (SocketException reset) {
            return new Reply(text.toString(), true);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
