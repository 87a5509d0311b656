package workbook.checker;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import workbook.checker.cli.Sse;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.TaskVariants;
import workbook.checker.scripted.ScriptedServer;

/** Does once what the processes of the tests do, so that their classes come into the archive. */
final class Training {

    private static final int NOBODY = 1;

    private Training() {}

    public static void main(String[] args) throws IOException {
        TaskVariants.ofAllTasks();
        try (ScriptedServer server =
                Handler.start(0, (request, reply) -> reply.json(404, "{}").end())) {
            ask(server.port());
        }
        Sse.main(new String[] {"check", "2.1", "--url", "http://127.0.0.1:" + NOBODY});
    }

    private static void ask(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
