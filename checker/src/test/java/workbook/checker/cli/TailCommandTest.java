package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Needs;
import workbook.checker.cli.Shell.Run;
import workbook.checker.faulty.Handler;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.workbook.Home;

/** {@code sse tail} as a process: in a pipe, on a terminal, and with addresses of no stream. */
@Execution(ExecutionMode.CONCURRENT)
class TailCommandTest {

    private static final Path HOME = Home.find().root();
    private static final long LIMIT = 60;

    private static ScriptedServer ticking() {
        return Handler.start(0, (request, reply) -> {
            reply.eventStream();
            for (int n = 1; ; n++) {
                reply.write("id: " + n + "\ndata: {\"n\":" + n + "}\n\n");
                if (n >= 3 && reply.answer().awaitLeft(Duration.ofMillis(20))) {
                    return;
                }
            }
        });
    }

    @Test
    void aPipeGetsEachEventInALine() {
        try (ScriptedServer server = ticking()) {
            Run run = Shell.in(HOME).sse("tail", server.uri() + "/events", "--max", "2");
            assertEquals(0, run.code(), run::toString);
            List<String> lines = run.out().lines().toList();
            assertTrue(
                    lines.stream().anyMatch(line -> line.contains("open: status 200, text/event-stream")),
                    run::toString);
            assertTrue(lines.getLast().matches(" *\\+.* m?s  message   id 2  \\{\"n\":2}"), run::toString);
            assertTrue(run.err().startsWith("events: 2 (message 2) · comments: 0 · "), run::toString);
        }
    }

    /** As {@code head -1} does. */
    @Test
    void aPipeThatIsClosedEndsIt() throws Exception {
        try (ScriptedServer server = ticking()) {
            Process tail = Shell.in(HOME).start("tail", server.uri() + "/events", "--json");
            try (BufferedReader out = tail.inputReader(StandardCharsets.UTF_8)) {
                assertTrue(out.readLine().contains("\"kind\":\"open\""));
            }
            assertTrue(tail.waitFor(LIMIT, TimeUnit.SECONDS), "it went on");
            assertEquals(
                    0,
                    tail.exitValue(),
                    () -> tail.errorReader().lines().toList().toString());
        }
    }

    @Test
    @Needs("python3")
    void aTerminalGetsColoursAndAfterCtrlCTheSummary() throws Exception {
        try (ScriptedServer server = ticking()) {
            Path script = Path.of("src/test/resources/terminal/tail.py").toAbsolutePath();
            Process process = Shell.in(HOME)
                    .with("TERM", "xterm")
                    .onTerminal(70)
                    .startBehind(
                            List.of("python3", script.toString(), ":\u001b[33m3"), "tail", server.uri() + "/events");
            assertTrue(process.waitFor(LIMIT, TimeUnit.SECONDS), "it went on");
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(said.contains("\u001b[1mmessage \u001b[0m"), said);
            assertTrue(said.contains("events: "), said);
            assertTrue(said.contains("longest silence: "), said);
            assertTrue(said.strip().endsWith("\n130"), said);
        }
    }

    @Test
    void nobodyListens() {
        Run run = Shell.in(HOME).sse("tail", "http://127.0.0.1:1/events");
        assertEquals(3, run.code(), run::toString);
        assertEquals(
                "Nothing listens at http://127.0.0.1:1/events (connection refused). Start the server, or check the port.\n",
                run.err());
        assertEquals("", run.out());
    }

    @Test
    void aPathWithoutATextIsSaid() {
        try (ScriptedServer server = ticking()) {
            Run run = Shell.in(HOME).sse("tail", server.uri() + "/events", "--max", "1", "--text", "choices.0.text");
            assertEquals(1, run.code(), run::toString);
            assertEquals("No event has a text at choices.0.text. The first was: {\"n\":1}\n", run.err());
        }
    }
}
