package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The WebSocket client is the JDK's, which nobody wrote for this server. */
@ServerTest
class ThreeWaysServiceTest {

    private final Http1Client client;
    private final URI socket;

    ThreeWaysServiceTest(WebServer server, Http1Client client) {
        this.client = client;
        this.socket = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    }

    @SetUpServer
    static void server(WebServerConfig.Builder server) {
        Main.routing(server, config("PT0.05S"));
    }

    @Test
    void oneCounterThreeWays() throws Exception {
        Transcript transcript = new Transcript();
        WebSocket webSocket = open(transcript);
        try (Http1ClientResponse response = client.get("/events").request()) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.inputStream(), StandardCharsets.UTF_8));
            long event = nextEvent(lines);
            for (int n = 1; n <= 5; n++) {
                assertEquals(event + n, nextEvent(lines));
            }
            long message = Long.parseLong(transcript.next());
            for (int n = 1; n <= 5; n++) {
                assertEquals(Long.toString(message + n), transcript.next());
            }
            long before = poll();
            event = nextEvent(lines);
            assertTrue(event <= poll() && event >= before - 1, "the stream is where the polls are");
        }
        webSocket.abort();
    }

    @Test
    void aPollIsNeverOld() {
        try (Http1ClientResponse response = client.get("/poll").request()) {
            assertEquals(
                    "no-store",
                    response.headers().get(HeaderNames.CACHE_CONTROL).get());
        }
    }

    @Test
    void answersAPingAndAClose() throws Exception {
        Transcript transcript = new Transcript();
        WebSocket webSocket = open(transcript);
        transcript.next();
        webSocket.sendPing(ByteBuffer.wrap("alive?".getBytes(StandardCharsets.UTF_8)));
        assertEquals("pong alive?", transcript.next("pong"));
        webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        assertEquals("close 1000", transcript.next("close"));
    }

    @Test
    void refusesAClockThatCannotRun() {
        Config tick = config("PT0S").get("tick");
        assertThrows(IllegalArgumentException.class, () -> new ThreeWaysService(tick));
    }

    private long poll() throws IOException {
        return new ObjectMapper()
                .readTree(client.get("/poll").requestEntity(String.class))
                .get("tick")
                .asLong();
    }

    private WebSocket open(Transcript transcript) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(socket, transcript)
                .get(5, TimeUnit.SECONDS);
    }

    /** Reads one whole block: a data line, then the blank line that dispatches it. */
    private static long nextEvent(BufferedReader lines) throws IOException {
        String data = lines.readLine();
        assertEquals("", lines.readLine());
        return Long.parseLong(data.substring("data:".length()).strip());
    }

    private static Config config(String interval) {
        return Config.just(ConfigSources.create(Map.of("tick.interval", interval)));
    }

    /** Writes down in words whatever arrives over a WebSocket. */
    private static final class Transcript implements WebSocket.Listener {
        private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
            return told(webSocket, text.toString());
        }

        @Override
        public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer data) {
            return told(webSocket, "pong " + StandardCharsets.UTF_8.decode(data));
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            return told(webSocket, "close " + status);
        }

        private CompletionStage<?> told(WebSocket webSocket, String word) {
            words.add(word);
            webSocket.request(1);
            return null;
        }

        String next() throws InterruptedException {
            return words.poll(5, TimeUnit.SECONDS);
        }

        /** Waits for the next entry that begins like this. */
        String next(String begin) throws InterruptedException {
            String word = next();
            while (word != null && !word.startsWith(begin)) {
                word = next();
            }
            return word;
        }
    }
}
