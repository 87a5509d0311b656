package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.common.media.type.MediaTypes;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Streams are read line by line while they are open. A history of 5 overflows within one test. */
@ServerTest
class NotificationsServiceTest {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private final Http1Client client;

    NotificationsServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Main.routing(
                routing,
                Config.just(ConfigSources.create(Map.of("notifications.history", "5", "notifications.retry", "PT2S"))));
    }

    @Test
    void answerStreamAndHistoryHoldTheSameObject() throws IOException {
        try (Http1ClientResponse stream = open("")) {
            BufferedReader lines = begun(stream);
            String json = post("{\"level\": \"error\", \"title\": \"<img src=x>\", \"text\": \"one\\ntwo\"}");
            String id = id(json);
            assertEquals(
                    "{\"id\":\"%s\",\"level\":\"error\",\"title\":\"<img src=x>\",\"text\":\"one\\ntwo\"}"
                            .formatted(id),
                    json);
            assertEquals(List.of("id: " + id, "event: notification", "data: " + json), block(lines));
            assertTrue(history().endsWith(json + "]"), history());
        }
    }

    @Test
    void theHistoryHoldsTheLastOfThemOldestFirst() {
        List<String> all =
                IntStream.rangeClosed(1, 7).mapToObj(n -> post(good(n))).toList();
        assertEquals(all.subList(2, 7).stream().collect(Collectors.joining(",", "[", "]")), history());
    }

    @Test
    void whoComesBackGoesOnWhereItWas() throws IOException {
        String seen = id(post(good(1)));
        String missed = post(good(2));
        try (Http1ClientResponse stream = open(seen)) {
            BufferedReader lines = begun(stream);
            assertEquals("data: " + missed, block(lines).getLast());
            assertEquals("data: " + post(good(3)), block(lines).getLast());
        }
    }

    @Test
    void whoWasAwayTooLongIsTold() throws IOException {
        String evicted = id(post(good(0)));
        List<String> ids =
                IntStream.rangeClosed(1, 6).mapToObj(n -> id(post(good(n)))).toList();
        for (String useless : List.of(evicted, "junk", ids.getLast() + "0")) {
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
    void refusesWhatIsNoNotificationAndSaysWhy() {
        assertRefused(
                "level: got \"info\", want one of success, warning, error", "{\"level\":\"info\",\"title\":\"x\"}");
        assertRefused("title: got nothing, want a string of at least one character", "{\"level\":\"error\"}");
        assertRefused("text: got 5, want a string or nothing", "{\"level\":\"error\",\"title\":\"x\",\"text\":5}");
        assertRefused("body: got an array, want a JSON object", "[]");
    }

    @Test
    void aTextMayBeMissing() {
        for (String text : List.of("", ",\"text\":null", ",\"text\":\"\"")) {
            String json = post("{\"level\":\"warning\",\"title\":\"x\"%s}".formatted(text));
            assertTrue(json.endsWith("\"title\":\"x\",\"text\":\"\"}"), json);
        }
    }

    private static String good(int n) {
        return "{\"level\":\"success\",\"title\":\"job %d\",\"text\":\"done\"}".formatted(n);
    }

    private Http1ClientResponse open(String lastId) {
        return client.get("/events").header(LAST_EVENT_ID, lastId).request();
    }

    private String history() {
        return client.get("/notifications").requestEntity(String.class);
    }

    private String post(String body) {
        try (Http1ClientResponse answer = client.post("/notifications")
                .contentType(MediaTypes.APPLICATION_JSON)
                .submit(body)) {
            assertEquals(Status.CREATED_201, answer.status());
            return answer.as(String.class);
        }
    }

    private void assertRefused(String error, String body) {
        try (Http1ClientResponse answer = client.post("/notifications")
                .contentType(MediaTypes.APPLICATION_JSON)
                .submit(body)) {
            assertEquals(Status.BAD_REQUEST_400, answer.status());
            assertEquals("{\"error\":\"" + error.replace("\"", "\\\"") + "\"}", answer.as(String.class));
        }
    }

    private static String id(String json) {
        return json.replaceFirst("\\{\"id\":\"([^\"]+)\".*", "$1");
    }

    /** Opens the stream and reads past its retry block. */
    private static BufferedReader begun(Http1ClientResponse stream) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.inputStream(), StandardCharsets.UTF_8));
        assertEquals(List.of("retry: 2000"), block(lines));
        return lines;
    }

    /** Reads the lines up to the next empty one. */
    private static List<String> block(BufferedReader lines) {
        return lines.lines().takeWhile(line -> !line.isEmpty()).toList();
    }
}
