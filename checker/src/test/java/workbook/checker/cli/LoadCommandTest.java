package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import workbook.checker.cli.Shell.Run;
import workbook.checker.load.Descriptors;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;

/** {@code sse load} as it is typed. Its findings are tested in {@code load}. */
@ResourceLock(Resources.LOCALE)
class LoadCommandTest {

    @TempDir
    Path folder;

    private final Desk desk = new Desk(Home.find().root());

    @Test
    void aRunWithoutFaultsExitsWith0() throws IOException {
        try (EchoToAll server = new EchoToAll()) {
            Path page = folder.resolve("load.html");
            Run run = desk.sse(load(server, "--events", "5", "--html", page.toString()));

            assertEquals(0, run.code(), run::toString);
            assertTrue(
                    run.out().startsWith("✓ " + server.uri() + ": every client got every event once and in order"),
                    run::toString);
            assertTrue(run.out().contains("\n  Deliveries  15, "), run::toString);
            assertEquals("Written: " + page + "\n", run.err());
            assertTrue(Files.readString(page).contains("<svg"));
        }
    }

    @Test
    void whereNothingIsMeasuredThePageSaysWhy() throws IOException {
        Path page = Files.writeString(folder.resolve("load.html"), "of an earlier run");
        Run run = desk.sse("load", "http://127.0.0.1:1/events", "--clients", "1", "--html", page.toString());
        assertEquals(3, run.code(), run::toString);
        assertTrue(Files.readString(page).contains("sse load: nothing was judged"), run::toString);
    }

    @Test
    void aRunWithFaultsExitsWith1AndJson() throws IOException {
        try (EchoToAll server = new EchoToAll()) {
            server.sendTwice();
            Run run = Shell.in(Home.find().root())
                    .sse(load(server, "--events", "5", "--rate", "max", "--format", "json"));

            assertEquals(1, run.code(), run::toString);
            JsonNode json = new ObjectMapper().readTree(run.out());
            assertFalse(json.get("passed").asBoolean());
            assertEquals("events_doubled", json.at("/faults/0/kind").asText());
            assertEquals(15, json.at("/faults/0/count").asInt());
        }
    }

    @Test
    void severalNodesAreLoadedAtOnceAndReportedEach() throws IOException {
        try (EchoToAll one = new EchoToAll();
                EchoToAll other = new EchoToAll()) {
            String[] line = {
                "load", one.uri().toString(), other.uri().toString(), "--clients", "4", "--events", "6", "--rate", "100"
            };
            Run run = desk.sse(line);

            assertEquals(
                    1, run.code(), run::toString); // they share nothing: half of the posts reach half of the clients
            assertTrue(
                    run.out().startsWith("✗ " + one.uri() + ", " + other.uri() + ": not every client"), run::toString);
            assertTrue(run.out().contains("\n  Node 1      " + one.uri() + ", 2 clients at first: 6 deliveries, "));
            assertTrue(run.out().contains("\n  Node 2      " + other.uri() + ", 2 clients at first: 6 deliveries, "));
            assertTrue(run.out().contains(" lost, 0 doubled, 0 out of order, 0 resets\n"), run::toString);
        }
    }

    @Test
    void anUnreachableServerExitsWith3() {
        Run run = desk.speaking(Language.ZH).sse("load", "http://127.0.0.1:1/events");
        assertEquals(3, run.code(), run::toString);
        assertEquals(
                "http://127.0.0.1:1/events 没有接受任何连接（客户端 0 在 N 秒后：连接被拒绝）。\n",
                run.err().replaceFirst("[0-9.]+(?= 秒)", "N"));
    }

    @Test
    void tooFewFilesIsSaidWithWhatToDo() {
        long limit = Descriptors.limit().orElse(Long.MAX_VALUE);
        assumeTrue(limit < 1_000_000, "this process may open as many files as it likes");
        Run run = desk.sse("load", "http://127.0.0.1:1/events", "--clients", "1000000");
        assertEquals(2, run.code(), run::toString);
        assertEquals(
                String.format(
                        Locale.ROOT,
                        "1000064 open files are needed, and this process may have %d. Either: ulimit -n 1000064 (and"
                                + " start the server in such a shell, too). Or fewer clients: --clients %d%n",
                        limit,
                        limit - 64),
                run.err());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the signal is sent by kill")
    void ctrlCGivesTheResultSoFar() throws Exception {
        try (EchoToAll server = new EchoToAll()) {
            Process load = Shell.in(Home.find().root())
                    .start(load(server, "--duration", "600", "--rate", "100", "--format", "json"));
            try {
                server.awaitPosts(20);
                // Not INT: a process that is started in the background may ignore it.
                load.toHandle().destroy();
                assertTrue(load.waitFor(20, TimeUnit.SECONDS), "it goes on");
                String said = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                JsonNode json = new ObjectMapper().readTree(said);
                assertTrue(
                        json.get("interrupted").asBoolean()
                                && json.get("passed").asBoolean(),
                        said);
                assertTrue(json.at("/events/deliveries").asInt() >= 3, said);
            } finally {
                load.destroyForcibly();
            }
        }
    }

    private static String[] load(EchoToAll server, String... more) {
        String[] line = {"load", server.uri().toString(), "--clients", "3"};
        String[] all = Arrays.copyOf(line, line.length + more.length);
        System.arraycopy(more, 0, all, line.length, more.length);
        return all;
    }
}
