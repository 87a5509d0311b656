package workbook.bench.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A solution in a process of its own with a small heap, on a free port of loopback. */
final class Victim implements AutoCloseable {

    /** The limit of a wait for an answer. */
    private static final int PATIENCE_MILLIS = 20_000;

    private static final int MOST_OF_AN_ANSWER = 1 << 20;
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

    private Victim(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Victim start(Path root, Path solution) throws IOException {
        String classPath = String.join(
                System.getProperty("path.separator"),
                solution.resolve("target/classes").toString(),
                root.resolve("exercises/target/lib") + "/*");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dserver.port=0",
                        "-cp",
                        classPath,
                        "workbook.Main")
                .directory(solution.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
                return new Victim(process, Integer.parseInt(port.group(1)));
            }
        }
        throw new IOException(solution + " ended before it listened");
    }

    /** Sends these bytes, and reads what comes back until the server closes or has answered and is quiet. */
    Reply send(String request) throws IOException {
        try (Socket socket = connect()) {
            Thread.ofVirtual().start(() -> write(socket, request));
            return read(socket);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Whether it still answers. */
    boolean isAlive() throws IOException {
        return !send("GET /nothing HTTP/1.1\r\nHost: " + authority() + "\r\nConnection: close\r\n\r\n")
                .statuses()
                .isEmpty();
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

    private static Reply read(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0 && text.length() < MOST_OF_AN_ANSWER; read = in.read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                socket.setSoTimeout(1000); // a second answer would follow at once
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
