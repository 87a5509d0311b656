package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Streams are read line by line while they are open. A capacity of 5 overflows within one test. */
@ServerTest
class ReplayServiceTest {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private final Http1Client client;

    ReplayServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Main.routing(
                routing, Config.just(ConfigSources.create(Map.of("replay.capacity", "5", "replay.retry", "PT2S"))));
    }

    @Test
    void aNewClientGetsWhatIsPostedFromThenOn() throws IOException {
        post("before");
        try (Http1ClientResponse stream = open("")) {
            BufferedReader lines = begun(stream);
            String id = post("roses are red\nviolets are blue");
            assertEquals(List.of("id: " + id, "data: roses are red", "data: violets are blue"), block(lines));
        }
    }

    @Test
    void whoComesBackGoesOnWhereItWas() throws IOException {
        String seen = post("seen");
        String missed = post("missed");
        try (Http1ClientResponse stream = open(seen)) {
            BufferedReader lines = begun(stream);
            assertEquals(List.of("id: " + missed, "data: missed"), block(lines));
            String live = post("live");
            assertEquals(List.of("id: " + live, "data: live"), block(lines));
        }
    }

    @Test
    void whoWasAwayTooLongIsTold() throws IOException {
        String evicted = post("long ago");
        List<String> ids =
                IntStream.rangeClosed(1, 6).mapToObj(n -> post("message " + n)).toList();
        for (String useless :
                List.of(evicted, "junk", ids.getLast() + "0", ids.getFirst().replace('-', '+'))) {
            try (Http1ClientResponse stream = open(useless)) {
                BufferedReader lines = begun(stream);
                assertEquals(List.of("event: reset", "data: {\"oldest\":\"" + ids.get(1) + "\"}"), block(lines));
                for (int n = 1; n <= 5; n++) {
                    assertEquals("id: " + ids.get(n), block(lines).getFirst());
                }
            }
        }
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertEquals(
                Status.BAD_REQUEST_400,
                client.post("/messages").submit(new byte[0]).status());
        assertEquals(
                Status.BAD_REQUEST_400,
                client.post("/messages").submit(new byte[] {(byte) 0xff, 'a'}).status());
    }

    @Test
    void refusesABufferWithoutRoom() {
        assertThrows(IllegalArgumentException.class, () -> new MessageLog(0));
    }

    private Http1ClientResponse open(String lastId) {
        return client.get("/events").header(LAST_EVENT_ID, lastId).request();
    }

    private String post(String text) {
        try (Http1ClientResponse answer = client.post("/messages").submit(text)) {
            assertEquals(Status.CREATED_201, answer.status());
            String json = answer.as(String.class);
            assertTrue(json.matches("\\{\"id\":\"[^\"]+\"}"), json);
            return json.substring(7, json.length() - 2);
        }
    }

    /** Opens the stream and reads past its retry block. */
    private static BufferedReader begun(Http1ClientResponse stream) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.inputStream(), StandardCharsets.UTF_8));
        assertEquals(List.of("retry: 2000"), block(lines));
        return lines;
    }

    /** Reads the lines up to the next empty one. */
    private static List<String> block(BufferedReader lines) {
        return lines.lines().takeWhile(line -> !line.isEmpty()).toList();
    }
}
