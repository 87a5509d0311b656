package workbook.checker.classroom.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console over real sockets: its stream, and whose commands it takes. */
@Timeout(60)
class ConsoleServerTest {

    private Console console;

    @BeforeEach
    void start() {
        console = Console.start();
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void aWindowThatComesBackHasNoHoleAndNoDouble() throws Exception {
        String last;
        try (Console.Window window = console.window("")) {
            assertEquals("snapshot", window.event().type());
            select("2.1");
            Console.Block stage = window.event();
            assertEquals("stage", stage.type());
            assertTrue(stage.data().contains("\"selected\":\"2.1\""), stage::data);
            last = stage.id();
        }
        select("2.2");
        select("2.3");
        try (Console.Window window = console.window(last)) {
            select("3.1");
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                seen.add(window.event().data().replaceAll(".*\"selected\":\"([\\d.]+)\".*", "$1"));
            }
            assertEquals(List.of("2.2", "2.3", "3.1"), seen);
        }
    }

    @Test
    void allWindowsSeeTheSame() throws Exception {
        try (Console.Window one = console.window("");
                Console.Window other = console.window("")) {
            one.event();
            other.event();
            select("4.1");
            assertEquals(one.event(), other.event());
        }
    }

    @Test
    void whatIsTooOldOrFromElsewhereBeginsWithASnapshot() throws Exception {
        String first;
        try (Console.Window window = console.window("")) {
            first = window.event().id();
        }
        for (int i = 0; i < 2100; i++) {
            assertTrue(console.command("clear", "").contains("202"));
            if (i == 0) {
                try (Console.Window window = console.window(first)) {
                    assertEquals("clear", window.event().type());
                }
            }
        }
        for (String id : List.of(first, "other-1", "1", "x".repeat(200))) {
            try (Console.Window window = console.window(id)) {
                assertEquals("snapshot", window.event().type());
            }
        }
    }

    @Test
    void aSilentStreamHasHeartbeats() throws Exception {
        try (Console.Window window = console.window("")) {
            window.event();
            assertEquals(Optional.of(""), window.block().comment());
            assertEquals(Optional.of(""), window.block().comment());
        }
    }

    @Test
    void theEndIsAGoodbye() throws Exception {
        try (Console.Window window = console.window("")) {
            window.event();
            console.close();
            assertEquals("goodbye", window.event().type());
            assertThrows(IOException.class, window::event);
        } finally {
            start();
        }
    }

    @Test
    void onlyTheConsolesOwnPageCommands() throws Exception {
        String host = "Host: 127.0.0.1:" + console.uri().getPort();
        String token = "Workbook-Console: 1";
        refused(403, console.command("clear", "{}", host));
        refused(403, console.command("clear", "{}", host, token, "Origin: http://evil.example"));
        refused(403, console.command("clear", "{}", host, token, "Origin: null"));
        refused(403, console.command("clear", "{}", host, token, "Origin: http://127.0.0.1:1"));
        refused(421, console.command("clear", "{}", "Host: rebound.example", token, "Origin: http://rebound.example"));
        refused(421, console.ask("GET /events HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"));
        refused(421, console.ask("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\nConnection: close\r\n\r\n"));
        refused(
                404,
                console.ask("OPTIONS /commands/clear HTTP/1.1\r\n" + host
                        + "\r\nOrigin: http://evil.example\r\nConnection: close\r\n\r\n"));
        assertTrue(console.command("clear", "{}", host, token).startsWith("HTTP/1.1 202"));
        assertTrue(console.command("clear", "").startsWith("HTTP/1.1 202"));
    }

    @Test
    void aCommandThatIsNoneSaysWhatIsWrong() throws Exception {
        says(404, "\\\"dance\\\"", console.command("dance", "{}"));
        says(404, "\\\"9.9\\\"", console.command("select", "{\"task\":\"9.9\"}"));
        says(400, "want an object", console.command("select", "[]"));
        says(400, "want an object", console.command("select", "{"));
        says(400, "want an object", console.command("select", "[".repeat(10_000)));
        says(400, "want true or false", console.command("clock", "{\"fast\":1}"));
        says(400, "want 1 to 4000", console.command("send", "{\"text\":\"\"}"));
        says(409, "No task", console.command("send", "{\"text\":\"hello\"}"));
        says(409, "No task", console.command("cut", "{}"));
        says(409, "No task", console.command("slow", "{}"));
        refused(413, console.command("send", "{\"text\":\"" + "x".repeat(40_000) + "\"}"));
        says(
                404,
                "\\\"9.9\\\"",
                console.ask("GET /source/9.9 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }

    private void select(String task) throws IOException {
        assertTrue(console.command("select", "{\"task\":\"" + task + "\"}").startsWith("HTTP/1.1 202"));
    }

    private static void refused(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
    }

    private static void says(int status, String words, String answer) {
        refused(status, answer);
        assertTrue(answer.contains("{\"error\":{\"en\":") && answer.contains(words), answer);
    }
}
