package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.fppt.jedismock.RedisServer;
import com.github.fppt.jedismock.datastructures.Slice;
import com.github.fppt.jedismock.operations.server.MockExecutor;
import com.github.fppt.jedismock.server.RedisCommandInterceptor;
import com.github.fppt.jedismock.server.ServiceOptions;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.webserver.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A whole node and its log, each at its port. */
class NodeTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Larger as an event than as a text: each line break becomes a line with a name. */
    private static final String LONG = "\n".repeat(60_000);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();
    private int port;
    private RedisServer log;
    private WebServer node;

    @BeforeEach
    void findPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable stream : open) {
            stream.close();
        }
        node.stop();
        log.stop();
    }

    /** Another node has it meanwhile: there it was accepted, and this client was connected. */
    @Test
    void aClientWithoutAnIdGetsWhatWasPostedWhileItsNodeHadNoLog() throws Exception {
        startNode();
        BufferedReader stream = open("");
        assertEquals("retry: 1000", stream.readLine());
        Set<String> begun = ConcurrentHashMap.newKeySet();
        startLog((state, command, parameters) -> {
            if (command.equalsIgnoreCase("xrange") && begun.add(command)) {
                List<Slice> message = Stream.of("messages", "1-0", "tag", "9f3a61c2", "text", "meanwhile")
                        .map(Slice::create)
                        .toList();
                MockExecutor.proceed(state, "xadd", message);
            }
            return MockExecutor.proceed(state, command, parameters);
        });
        assertEquals("1-0-9f3a61c2", nextId(stream));
    }

    @Test
    void aClientAsksTheLogNothing() throws Exception {
        Set<String> commands = ConcurrentHashMap.newKeySet();
        startLog((state, command, parameters) -> {
            commands.add(command.toLowerCase());
            return MockExecutor.proceed(state, command, parameters);
        });
        startNode();
        BufferedReader stream = open("");
        String id = post("hello");
        assertEquals(id, nextId(stream));
        commands.removeAll(Set.of("client", "ping", "xadd")); // of the POST
        open("");
        open("unknown").readLine();
        assertEquals(Set.of("xrange", "xread"), commands);
    }

    @Test
    void anIdIsKnownAsLongAsTheLogHasWhatFollows() throws Exception {
        startLog(MockExecutor::proceed);
        startNode();
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < 90; n++) {
            ids.add(post(LONG));
        }
        BufferedReader unknown = open("unknown");
        awaitLine(unknown, "event: reset"); // the copy has all of the log now
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            long kept = redis.xrange("messages", "-", "+").stream()
                    .filter(entry -> Entry.of(entry).isMessage())
                    .count();
            List<String> there = ids.subList(ids.size() - (int) kept, ids.size());
            assertEquals(there.get(1), nextId(open(there.getFirst())));
        }
    }

    private void startLog(RedisCommandInterceptor interceptor) throws IOException {
        log = new RedisServer(port, InetAddress.getLoopbackAddress());
        log.setOptions(ServiceOptions.withInterceptor(interceptor));
        log.start();
    }

    private void startNode() {
        Map<String, String> settings = Map.of(
                "log.url", "redis://127.0.0.1:" + port,
                "log.key", "messages",
                "log.capacity", "1000",
                "replay.retry", "PT1S",
                "heartbeat.interval", "PT0.05S");
        node = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(0)
                .routing(routing -> Main.routing(routing, Config.just(ConfigSources.create(settings))))
                .build()
                .start();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + node.port() + path);
    }

    private BufferedReader open(String id) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/events")).timeout(LIMIT);
        if (!id.isEmpty()) {
            request.header("Last-Event-ID", id);
        }
        BufferedReader stream = new BufferedReader(new InputStreamReader(
                client.send(request.build(), BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
        open.add(stream);
        return stream;
    }

    private String post(String text) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/messages"))
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build();
        return new JsonMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body())
                .path("id")
                .asText();
    }

    private static String nextId(BufferedReader stream) throws IOException {
        return awaitLine(stream, "id: ").substring("id: ".length());
    }

    /** The next line that begins so; what comes before it is of no interest here. */
    private static String awaitLine(BufferedReader stream, String begin) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) { // heartbeats come all the time
            String line = stream.readLine();
            if (line.startsWith(begin)) {
                return line;
            }
        }
        throw new AssertionError("no line \"" + begin + "\" came");
    }
}
