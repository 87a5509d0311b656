package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An endless stream is tested by reading its beginning. Closing the response is how a client leaves. */
@ServerTest
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventTypesServiceTest {

    private final Http1Client client;

    EventTypesServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Main.routing(routing, config("PT0.05S", "one", "a \"b\"\nc", "三"));
    }

    @Test
    void sendsTypesInTurnAndTextsInTheirOrder() throws IOException {
        try (Http1ClientResponse response = client.get("/events").request()) {
            assertEquals(
                    HeaderValues.CONTENT_TYPE_EVENT_STREAM, response.headers().get(HeaderNames.CONTENT_TYPE));
            assertEquals(
                    """
                    event:notification
                    data:{"n":1,"text":"one"}

                    event:update
                    data:{"n":2,"text":"a \\"b\\"\\nc"}

                    event:notification
                    data:{"n":3,"text":"三"}

                    event:update
                    data:{"n":4,"text":"one"}

                    """,
                    blocks(reader(response), 4));
        }
    }

    @Test
    void everyClientHasItsOwnRun() throws IOException {
        try (Http1ClientResponse stays = client.get("/events").request()) {
            BufferedReader first = reader(stays);
            String beginning = blocks(first, 2);
            try (Http1ClientResponse leaves = client.get("/events").request()) {
                assertEquals(beginning, blocks(reader(leaves), 2));
            }
            assertEquals("event:notification\ndata:{\"n\":3,\"text\":\"三\"}\n\n", blocks(first, 1));
        }
    }

    @Test
    void aServerThatStopsEndsTheStream() throws IOException {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(routing -> Main.routing(routing, config("PT1H", "one")))
                .build()
                .start();
        Http1Client local = Http1Client.builder()
                .baseUri("http://127.0.0.1:" + server.port())
                .build();
        try (Http1ClientResponse response = local.get("/events").request()) {
            blocks(reader(response), 1);
            long begun = System.nanoTime();
            server.stop();
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            assertFalse(seconds > 10, "stopping took " + seconds + " s, with a handler asleep for an hour");
        }
    }

    @Test
    void refusesAFeedThatCannotRun() {
        for (Config feed : List.of(config("PT0S", "one"), config("PT-1S", "one"), config("PT1S", "one", ""))) {
            assertThrows(IllegalArgumentException.class, () -> new EventTypesService(feed.get("feed")));
        }
        assertThrows(
                ConfigException.class,
                () -> new EventTypesService(config("PT1S").get("feed")));
    }

    private static String blocks(BufferedReader lines, int count) throws IOException {
        StringBuilder blocks = new StringBuilder();
        for (int ends = 0; ends < count; ) {
            String line = lines.readLine();
            blocks.append(line).append('\n');
            ends += line.isEmpty() ? 1 : 0;
        }
        return blocks.toString();
    }

    private static BufferedReader reader(Http1ClientResponse response) {
        return new BufferedReader(new InputStreamReader(response.inputStream(), StandardCharsets.UTF_8));
    }

    private static Config config(String interval, String... items) {
        Map<String, String> keys = new HashMap<>(Map.of("feed.interval", interval));
        for (int i = 0; i < items.length; i++) {
            keys.put("feed.items." + i, items[i]);
        }
        return Config.just(ConfigSources.create(keys));
    }
}
