package workbook.checker.classroom.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/** A console for a test, and a window of it as an EventSource would read it. */
final class Console implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final ConsoleServer server;

    private Console(ConsoleServer server) {
        this.server = server;
    }

    /** Starts a console on any port, with frequent heartbeats. */
    static Console start() {
        Home home = Home.find();
        return new Console(ConsoleServer.start(
                home,
                WorkbookReader.workbook(home),
                WorkbookReader.knobs(home),
                Clock.REAL,
                0,
                Duration.ofMillis(300)));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    /** Sends a command as bytes, and returns the status line and the body of the answer. */
    String command(String name, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("POST /commands/" + name + " HTTP/1.1"));
        lines.addAll(List.of(headers));
        lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
        lines.add("Connection: close");
        return ask(String.join("\r\n", lines) + "\r\n\r\n" + body);
    }

    /** Sends a command as the console's own page does. */
    String command(String name, String body) throws IOException {
        String host = "127.0.0.1:" + server.port();
        return command(name, body, "Host: " + host, "Origin: http://" + host, "Workbook-Console: 1");
    }

    /** Reads the head and the body of an answer. A server may keep the connection open, whatever it was asked. */
    String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(15_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return head.toString();
                }
                head.append((char) next);
            }
            Matcher length = LENGTH.matcher(head);
            int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
            return head + new String(in.readNBytes(size), StandardCharsets.UTF_8);
        }
    }

    Window window(String lastId) throws IOException {
        return new Window(server.port(), lastId);
    }

    @Override
    public void close() {
        server.close();
    }

    /** One block of the stream: an event, or only the text of a comment. */
    record Block(Optional<String> comment, String id, String type, String data) {}

    /** One connection to the stream. */
    static final class Window implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;

        Window(int port, String lastId) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(15_000);
            String last = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + last + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (!lines.readLine().isEmpty()) {
                continue;
            }
        }

        /** Reads the next event, whatever comments come before it. */
        Block event() throws IOException {
            Block block = block();
            while (block.type().isEmpty()) {
                block = block();
            }
            return block;
        }

        /** Reads the next event of this type. */
        Block event(String type) throws IOException {
            Block block = event();
            while (!block.type().equals(type)) {
                block = event();
            }
            return block;
        }

        /** Reads the next block, and skips the framing of chunks between its lines. */
        Block block() throws IOException {
            Optional<String> comment = Optional.empty();
            String id = "";
            String type = "";
            String data = "";
            while (true) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the stream has ended");
                }
                if (line.startsWith(":")) {
                    comment = Optional.of(line.substring(1));
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && (comment.isPresent() || !type.isEmpty())) {
                    return new Block(comment, id, type, data);
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
