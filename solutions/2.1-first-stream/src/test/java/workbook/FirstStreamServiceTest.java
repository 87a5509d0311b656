package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A stream is tested line by line while it runs. {@code as(String.class)} would wait for its end, and could not tell a
 * stream from an answer that comes in one piece.
 */
@ServerTest
class FirstStreamServiceTest {

    private final Http1Client client;

    FirstStreamServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Main.routing(routing, config("PT0.1S", "PT1S"));
    }

    @Test
    void sendsTheTimeWhileItRunsAndThenEnds() throws IOException {
        try (Http1ClientResponse response = client.get("/events").request()) {
            assertEquals(
                    HeaderValues.CONTENT_TYPE_EVENT_STREAM, response.headers().get(HeaderNames.CONTENT_TYPE));
            BufferedReader lines = reader(response);
            List<Instant> instants = new ArrayList<>(List.of(nextEvent(lines)));
            Instant firstRead = Instant.now();
            while (instants.size() < 10) {
                instants.add(nextEvent(lines));
            }

            assertEquals(instants.stream().sorted().distinct().toList(), instants);
            assertTrue(firstRead.isBefore(instants.getLast()), "the first was read before the last was made");
            assertNull(lines.readLine(), "nothing after the last event");
        }
    }

    @Test
    void aClientThatLeavesDisturbsNobody() throws IOException {
        try (Http1ClientResponse stays = client.get("/events").request()) {
            try (Http1ClientResponse leaves = client.get("/events").request()) {
                nextEvent(reader(leaves));
            }
            BufferedReader lines = reader(stays);
            for (int n = 1; n <= 10; n++) {
                nextEvent(lines);
            }
            assertNull(lines.readLine());
        }
    }

    @Test
    void refusesAClockThatCannotRun() {
        for (String[] clock :
                new String[][] {{"PT0S", "PT1S"}, {"PT-1S", "PT1S"}, {"PT2S", "PT1S"}, {"PT1S", "PT0S"}}) {
            Config config = config(clock[0], clock[1]).get("clock");
            assertThrows(IllegalArgumentException.class, () -> new FirstStreamService(config));
        }
    }

    /** Reads one whole block: a data line, then the blank line that dispatches it. */
    private static Instant nextEvent(BufferedReader lines) throws IOException {
        String data = lines.readLine();
        assertTrue(data.startsWith("data:"), data);
        assertEquals("", lines.readLine());
        return Instant.parse(data.substring("data:".length()).strip());
    }

    private static BufferedReader reader(Http1ClientResponse response) {
        return new BufferedReader(new InputStreamReader(response.inputStream(), StandardCharsets.UTF_8));
    }

    private static Config config(String interval, String duration) {
        return Config.just(ConfigSources.create(Map.of("clock.interval", interval, "clock.duration", duration)));
    }
}
