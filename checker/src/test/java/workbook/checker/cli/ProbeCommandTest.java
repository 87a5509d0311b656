package workbook.checker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.cli.Shell.Run;
import workbook.checker.faulty.Handler;
import workbook.checker.report.Terminal;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.text.Language;
import workbook.checker.wire.Certificate;
import workbook.checker.workbook.Home;

/** {@code sse probe} as it is typed: bad input in one sentence each, exit codes, forms, and no secret in any of them. */
@ResourceLock(Resources.LOCALE)
class ProbeCommandTest {

    @TempDir
    Path folder;

    private final Desk desk = new Desk(Home.find().root());

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080/events, is no URL of a stream",
        "ftp://127.0.0.1/events, is no URL of a stream",
        "http://192.0.2.1/events, is not this machine",
        "http://127.0.0.1:1/events --for 0s, will not do for --for",
        "http://127.0.0.1:1/events --through haproxy, --through knows no \"haproxy\"",
        "http://127.0.0.1:1/events --only wires, There is no rule \"wires\"",
        "http://127.0.0.1:1/events --header x, --header wants a line",
        "http://127.0.0.1:1/events --post-body x, --post-body belongs to --post",
        "http://10.255.255.1/events --exec x, http://10.255.255.1 is not judged: with --exec the probe starts the server",
        "http://127.0.0.1:8080/live?x=1 --exec x, 'Wanted: the path of the stream alone, for example /live.'",
        "--exec x, URL is missing. Wanted with --exec: the path",
        "http://127.0.0.1:1/events --also report.pdf, --also is report.pdf. Wanted: a file that ends in .html",
    })
    void whatCannotBeDoneIsSaid(String line, String sentence) {
        Run run = desk.sse(("probe " + line).split(" "));
        assertEquals(2, run.code(), run::toString);
        assertTrue(run.err().contains(sentence), run::toString);
    }

    /** What the help says of the exit codes: these break rules, and are no mistake in typing. */
    @ParameterizedTest
    @CsvSource({"200 OK, 1", "204 No Content, 1", "404 Not Found, 1", "503 Service Unavailable, 1"})
    void anAnswerThatIsNoStreamBreaksRules(String status, int code) {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.head("HTTP/1.1 " + status, "Content-Type: application/json", "Content-Length: 0");
        })) {
            Run run = desk.sse("probe", server.uri() + "/events", "--only", "open/1", "--only", "open/2");
            assertEquals(code, run.code(), run::toString);
        }
    }

    @Test
    void whereNothingIsSeenTheReportSaysSo() {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.eventStream();
            reply.answer().hold();
        })) {
            Run run = desk.sse("probe", server.uri() + "/events", "--only", "open/14");
            assertEquals(0, run.code(), run::toString);
            String first = run.out().lines().findFirst().orElse("");
            assertTrue(first.startsWith("! ") && first.endsWith("nothing was seen that a rule judges"), first);
        }
    }

    /** A disk that is full, or a reader that is gone: what was asked for did not arrive. */
    @ParameterizedTest
    @ValueSource(strings = {"probe --list", "client --list", "probe --help", "list"})
    void aReportThatIsLostOnItsWayIsSaid(String line) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Screen screen = new Screen(
                new PrintStream(full, true, StandardCharsets.UTF_8),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                new Terminal(100, false, StandardCharsets.UTF_8),
                Language.EN,
                false);
        Locale before = Locale.getDefault();
        try {
            assertEquals(2, Sse.run(line.split(" "), screen));
        } finally {
            Locale.setDefault(before);
        }
        assertTrue(
                said.toString(StandardCharsets.UTF_8).contains("Standard output could not be written"), said::toString);
    }

    @Test
    void nobodyListens() {
        Run run = desk.speaking(Language.ZH).sse("probe", "http://127.0.0.1:1/events");
        assertEquals(3, run.code(), run::toString);
        assertEquals("http://127.0.0.1:1/events 没有程序在监听（连接被拒绝）。请启动服务器，或检查端口。\n", run.err());
    }

    @Test
    void whatACommandPrintedBeforeItEndedIsShown() {
        Run run = desk.sse("probe", "/events", "--exec", "echo no configuration; exit 4");
        assertEquals(3, run.code(), run::toString);
        assertTrue(run.err().contains("Its last lines:\n  no configuration\nStart it by hand"), run::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe", "tail"})
    void anUnknownHostIsSaid(String command) {
        Run run = desk.sse(command, "http://no-such-host.invalid/events");
        assertEquals(3, run.code(), run::toString);
        assertEquals("The host no-such-host.invalid is unknown. Check its spelling.\n", run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe", "tail"})
    void aCertificateThatNobodyVouchesForIsSaid(String command) throws Exception {
        Certificate own = Certificate.make(folder);
        KeyStore keys = KeyStore.getInstance(own.keyStore().toFile(), Certificate.PASSPHRASE.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, Certificate.PASSPHRASE.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        try (ServerSocket listening =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> refuse(listening));
            Run run = desk.sse(command, "https://127.0.0.1:" + listening.getLocalPort() + "/events");
            assertEquals(3, run.code(), run::toString);
            assertTrue(run.err().contains("The TLS handshake with https://127.0.0.1:"), run::toString);
            assertTrue(run.err().contains("--insecure accepts any."), run::toString);
            assertEquals(1, run.err().lines().count(), run::toString);
        }
    }

    /** Shakes hands with clients, which break it off. */
    private static void refuse(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                client.getInputStream().read();
            } catch (IOException brokenOff) {
                // As it should be.
            }
        }
    }

    @Test
    void whatIsNoStreamIsNamed() throws Exception {
        says(2, "is an HTML page", "200 OK", "Content-Type: text/html; charset=utf-8");
        says(2, "--header 'Authorization: Bearer TOKEN'", "401 Unauthorized", "WWW-Authenticate: Bearer");
        says(2, "--method POST --body TEXT", "405 Method Not Allowed", "Allow: POST");
        says(2, "is an endpoint of WebSocket", "426 Upgrade Required", "Upgrade: websocket");
        says(2, "is a download (application/zip", "200 OK", "Content-Type: application/zip");
        says(2, "is a download", "200 OK", "Content-Type: video/mp4", "Content-Length: 5000000000");
        says(3, "go in a circle", "302 Found", "Location: /events");
    }

    private void says(int code, String sentence, String status, String... fields) {
        List<String> lines = new ArrayList<>(List.of("HTTP/1.1 " + status));
        lines.addAll(List.of(fields));
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.head(lines.toArray(String[]::new));
        })) {
            Run run = desk.sse("probe", server.uri() + "/events", "--only", "open/1");
            assertEquals(code, run.code(), run::toString);
            assertTrue(run.err().contains(sentence), run::toString);
            assertEquals(1, run.err().lines().count(), run::toString);
        }
    }

    /** As after a login: the address is the same but for its token, which no form shows. */
    @Test
    void aRedirectThatBringsAnotherTokenIsNoCircle() throws Exception {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            if (request.target().endsWith("token=stale")) {
                reply.head("HTTP/1.1 302 Found", "Location: /events?token=fresh");
            } else {
                reply.eventStream();
                reply.answer().hold();
            }
        })) {
            Run run = desk.sse("probe", server.uri() + "/events?token=stale", "--only", "open/1");
            assertEquals(0, run.code(), run::toString);
            assertFalse(run.out().contains("fresh"), run::toString);
        }
    }

    @Test
    void aBrokenRuleExitsWith1AndABaselineKnowsIt() throws IOException {
        Path known = Files.writeString(folder.resolve("known.yaml"), "known:\n  - rule: open/6\n    reason: ours\n");
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.eventStream();
            reply.answer().hold();
        })) {
            String url = server.uri() + "/events";
            assertEquals(0, desk.sse("probe", url, "--only", "open/6").code());
            assertEquals(
                    1, desk.sse("probe", url, "--only", "open/6", "--strict").code());
            Run baseline = desk.sse("probe", url, "--only", "open/6", "--strict", "--known", known.toString());
            assertEquals(0, baseline.code(), baseline::toString);
            Files.writeString(known, "known:\n  - rule: open/1\n    reason: ours\n");
            Run outdated = desk.sse("probe", url, "--only", "open/1", "--known", known.toString());
            assertEquals(1, outdated.code(), outdated::toString);
            assertTrue(outdated.out().contains("Kept by now"), outdated::toString);
        }
    }

    /** A build server that keeps the folder would take what an earlier run has left there for a verdict. */
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1/events, 3, Nothing listens",
        "/events --exec false, 3, exited with code 1",
        "http://192.0.2.1/events, 2, is not this machine",
        "http://127.0.0.1:1/events --only wires, 2, There is no rule",
        "http://127.0.0.1:1/events --known none.yaml, 2, none.yaml",
    })
    void whereNothingIsJudgedTheReportsSayWhy(String line, int code, String why) throws IOException {
        List<Path> reports = Stream.of("xml", "html", "json", "txt")
                .map(form -> folder.resolve("report." + form))
                .toList();
        List<String> command = new ArrayList<>(List.of(("probe " + line).split(" ")));
        for (Path report : reports) {
            Files.writeString(report, "of an earlier run");
            command.addAll(List.of("--also", report.toString()));
        }
        Run run = desk.sse(command.toArray(String[]::new));
        assertEquals(code, run.code(), run::toString);
        for (Path report : reports) {
            String text = Files.readString(report);
            assertTrue(text.contains(why) && !text.contains("earlier"), report + ": " + text);
        }
        String junit = Files.readString(reports.getFirst());
        assertTrue(
                junit.contains("tests=\"1\" failures=\"0\" errors=\"1\"") && junit.contains("<error message="), junit);
        assertTrue(new ObjectMapper()
                .readTree(Files.readString(reports.get(2)))
                .at("/error")
                .asText()
                .contains(why));
    }

    /** Who ends a run does not let it write its report. */
    @Test
    void anOlderReportIsGoneWhenTheRunBegins() throws Exception {
        Path report = Files.writeString(folder.resolve("report.xml"), "<testsuites tests=\"54\" failures=\"0\"/>");
        AtomicReference<String> meanwhile = new AtomicReference<>();
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            meanwhile.compareAndSet(null, Files.readString(report));
            reply.eventStream();
            reply.answer().hold();
        })) {
            Run run = desk.sse("probe", server.uri() + "/events", "--only", "open/1", "--also", report.toString());
            assertEquals(0, run.code(), run::toString);
        }
        assertTrue(meanwhile.get().contains("<error message=\"The run did not come to its end.\""), meanwhile.get());
        assertFalse(Files.readString(report).contains("<error"));
    }

    @Test
    void noFormHoldsASecret() throws Exception {
        try (ScriptedServer server = Handler.start(
                0,
                (request, reply) -> reply.json(
                        500, "{\"you\": \"" + request.header("authorization").orElse("") + "\"}"))) {
            for (String form : List.of("text", "json", "junit", "html")) {
                Path file = folder.resolve("report." + form);
                Run run = desk.sse(
                        "probe",
                        server.uri() + "/events?token=very-secret",
                        "--header",
                        "Authorization: Bearer even-more-secret",
                        "--only",
                        "open/1",
                        "--format",
                        form,
                        "--output",
                        file.toString());
                assertEquals(1, run.code(), run::toString);
                String report = Files.readString(file);
                assertFalse((report + run).contains("very-secret"), form);
                assertFalse((report + run).contains("even-more-secret"), form);
                assertTrue(report.contains("open/1") && report.contains("***"), form);
            }
            assertEquals(
                    "failed",
                    new ObjectMapper()
                            .readTree(Files.readString(folder.resolve("report.json")))
                            .at("/rules/0/verdict")
                            .asText());
        }
    }

    @Test
    void theListNamesEveryRule() {
        Run run = desk.sse("probe", "--list");
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().contains("wire/3    MUST    No unfinished event at a clean end"), run::toString);
    }
}
