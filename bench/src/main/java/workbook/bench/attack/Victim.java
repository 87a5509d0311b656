package workbook.bench.attack;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.server.ProcessTree;
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

    private static final int MOST_OF_AN_ANSWER = 1 << 20;
    private static final Pattern LARGEST = Pattern.compile("(?m)^  max-payload-size: (\\d+)");
    private static final Pattern PORT = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");

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
    }

    private final Process process;
    private final int port;
    private final int largestBody;

    private Victim(Process process, int port, int largestBody) {
        this.process = process;
        this.port = port;
        this.largestBody = largestBody;
    }

    /**
     * Starts a solution with the libraries that the workbook starts it with.
     *
     * @param log where 6.1 keeps its messages
     */
    static Victim solution(Path root, Path solution, URI log) throws IOException {
        Path libraries = root.resolve("exercises/target/lib");
        String classPath = String.join(
                File.pathSeparator,
                solution.resolve("target/classes").toString(),
                libraries + "/*",
                libraries.resolve(solution.getFileName()) + "/*");
        Matcher largest = LARGEST.matcher(Files.readString(solution.resolve("src/main/resources/application.yaml")));
        return start(
                solution,
                largest.find() ? Integer.parseInt(largest.group(1)) : 0,
                classPath,
                "-Dserver.port=0",
                "-Dlog.url=" + log,
                "workbook.Main");
    }

    /** Starts a server of the checker. */
    static Victim tool(Path root, String name) throws IOException {
        String classPath = System.getProperty("java.class.path");
        return start(root, 0, classPath, "-Dworkbook.home=" + root, ToolServer.class.getName(), name);
    }

    private static Victim start(Path folder, int largestBody, String classPath, String... arguments)
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
                Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
                return new Victim(process, Integer.parseInt(port.group(1)), largestBody);
            }
        }
        throw new IOException(folder + " ended before it listened");
    }

    /** The bytes of the largest body that it takes; 0 if it has no such limit. */
    int largestBody() {
        return largestBody;
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
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
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
