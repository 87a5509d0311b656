package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An endless stream is read line by line until enough has been seen. Then the response is closed, as by a client that
 * leaves.
 */
@ServerTest
class HeartbeatServiceTest {

    private final Http1Client client;

    HeartbeatServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Main.routing(routing, config("PT0.05S"));
    }

    @Test
    void beatsWhileNothingHappensAndAfterAMessage() throws IOException {
        try (Http1ClientResponse response = client.get("/events").request()) {
            assertEquals(
                    HeaderValues.CONTENT_TYPE_EVENT_STREAM, response.headers().get(HeaderNames.CONTENT_TYPE));
            BufferedReader lines = reader(response);
            for (int n = 0; n < 3; n++) {
                assertEquals(List.of(": heartbeat"), nextBlock(lines));
            }
            String id = post("one\ntwo");
            assertEquals(List.of("id: " + id, "data: one", "data: two"), nextEvent(lines));
            for (int n = 0; n < 3; n++) {
                assertEquals(List.of(": heartbeat"), nextBlock(lines));
            }
        }
    }

    @Test
    void aClientThatLeavesDisturbsNobody() throws IOException {
        try (Http1ClientResponse stays = client.get("/events").request()) {
            BufferedReader lines = reader(stays);
            try (Http1ClientResponse leaves = client.get("/events").request()) {
                nextBlock(reader(leaves));
            }
            List<String> ids =
                    IntStream.range(0, 10).mapToObj(n -> post("message " + n)).toList();
            for (int n = 0; n < 10; n++) {
                assertEquals(List.of("id: " + ids.get(n), "data: message " + n), nextEvent(lines));
            }
            assertEquals(List.of(": heartbeat"), nextBlock(lines));
        }
    }

    @Test
    void refusesWhatIsNoText() {
        try (Http1ClientResponse response = client.post("/messages").submit(new byte[] {(byte) 0xff})) {
            assertEquals(Status.BAD_REQUEST_400, response.status());
            assertEquals("{\"error\":\"body: got bytes that are not UTF-8\"}", response.as(String.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void refusesAnIntervalThatCannotBe(String interval) {
        Config config = config(interval).get("heartbeat");
        assertThrows(IllegalArgumentException.class, () -> new HeartbeatService(config));
    }

    private String post(String text) {
        try (Http1ClientResponse response = client.post("/messages").submit(text)) {
            assertEquals(Status.CREATED_201, response.status());
            return response.as(String.class).replaceAll("\\D", "");
        }
    }

    /** Reads the next block that is not a heartbeat. */
    private static List<String> nextEvent(BufferedReader lines) throws IOException {
        List<String> block = nextBlock(lines);
        while (block.equals(List.of(": heartbeat"))) {
            block = nextBlock(lines);
        }
        return block;
    }

    private static List<String> nextBlock(BufferedReader lines) throws IOException {
        List<String> block = new ArrayList<>();
        for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            block.add(line);
        }
        return block;
    }

    private static BufferedReader reader(Http1ClientResponse response) {
        return new BufferedReader(new InputStreamReader(response.inputStream(), StandardCharsets.UTF_8));
    }

    private static Config config(String interval) {
        return Config.just(ConfigSources.create(Map.of("heartbeat.interval", interval)));
    }
}
