package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.Needs;
import workbook.checker.SmallWorkbook;

/**
 * The end of a probe ends the server that it has started, too, and what the probe makes of that is no verdict on it. The
 * signal is not that of Ctrl+C, which a process in the background ignores.
 */
@Needs("python3")
@Timeout(120)
class ProbeInterruptTest {

    private static final String SERVER =
            """
            import http.server, os, time
            class Answer(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.send_header("Content-Type", "text/event-stream")
                    self.end_headers()
                    while True:
                        self.wfile.write(b"data: x\\n\\n")
                        time.sleep(0.2)
                def log_message(self, *words): pass
            http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Answer).serve_forever()
            """;

    @TempDir
    Path folder;

    @Test
    void nothingIsSaidAndNothingIsWritten() throws Exception {
        Path root = SmallWorkbook.in(folder).root();
        Path server = Files.writeString(root.resolve("server.py"), SERVER);
        Path report = root.resolve("report.xml");
        Process probe = Shell.in(root)
                .start("probe", "/events", "--exec", "exec python3 '" + server + "'", "--also", report.toString());
        try (BufferedReader log = probe.errorReader()) {
            assertTrue(log.readLine().startsWith("waiting for "));
            new ProcessBuilder("kill", "-TERM", Long.toString(probe.pid()))
                    .start()
                    .waitFor();
            assertEquals("", new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(
                    "", log.lines().filter(line -> !line.startsWith("waiting")).collect(Collectors.joining()));
            assertTrue(probe.waitFor(30, TimeUnit.SECONDS));
            assertEquals(143, probe.exitValue());
            assertFalse(Files.exists(report));
        } finally {
            probe.destroyForcibly();
        }
    }
}
