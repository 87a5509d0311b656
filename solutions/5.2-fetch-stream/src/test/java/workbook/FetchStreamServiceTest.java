package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server of this task. Its page is tested by {@code sse check}, in a browser. */
@ServerTest
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FetchStreamServiceTest {

    private final Http1Client client;

    FetchStreamServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Map<String, String> ask = new HashMap<>(Map.of("token", "secret", "retry", "PT0.5S", "words", "3"));
        ask.putAll(Map.of("think", "PT0.03S", "heartbeat", "PT0.02S", "delay", "PT0S", "answer", "a  b\n豆腐"));
        Map<String, String> keys = new HashMap<>();
        ask.forEach((key, value) -> keys.put("ask." + key, value));
        Main.routing(routing, Config.just(ConfigSources.create(keys)));
    }

    @Test
    void answersInWordsUntilTheConnectionEnds() throws IOException {
        assertEquals(
                """
                retry: 500

                : thinking

                : thinking

                event: word
                id: 0000003f-1
                data: ?

                event: word
                id: 0000003f-2
                data:\s
                data: a

                event: word
                id: 0000003f-3
                data: \s

                """,
                answer(""));
    }

    @Test
    void goesOnBehindTheLastId() throws IOException {
        assertEquals(
                """
                retry: 500

                event: word
                id: 0000003f-5
                data:\s
                data: 豆

                event: word
                id: 0000003f-6
                data: 腐

                event: done
                data: 6

                """,
                answer("0000003f-4"));
        assertEquals("retry: 500\n\nevent: done\ndata: 6\n\n", answer("0000003f-6"));
    }

    @Test
    void beginsAgainForAnIdOfAnotherAnswer() throws IOException {
        assertEquals(answer(""), answer("00000040-6"));
        assertEquals(answer(""), answer("0000003f-7"));
    }

    @Test
    void refusesAWrongToken() {
        try (Http1ClientResponse response = client.post("/ask")
                .contentType(MediaTypes.APPLICATION_JSON)
                .header(HeaderNames.AUTHORIZATION, "Bearer wrong")
                .submit("{\"question\":\"?\"}")) {
            assertEquals(401, response.status().code());
            assertEquals(
                    "Bearer",
                    response.headers().get(HeaderNames.WWW_AUTHENTICATE).get());
            assertEquals("{\"error\":\"Authorization: the token is missing or wrong\"}", response.as(String.class));
        }
    }

    @Test
    void refusesABodyWithoutAQuestion() {
        for (String body : new String[] {"", "{", "[]", "{\"question\":7}", "{\"question\":\" \"}"}) {
            try (Http1ClientResponse response = request().submit(body)) {
                assertEquals(400, response.status().code(), body);
                assertTrue(response.as(String.class).startsWith("{\"error\":\"body: "), body);
            }
        }
    }

    private String answer(String lastEventId) throws IOException {
        Http1ClientRequest request = request();
        if (!lastEventId.isEmpty()) {
            request.header(HeaderNames.create("Last-Event-ID"), lastEventId);
        }
        try (Http1ClientResponse response = request.submit("{\"question\":\"?\"}")) {
            assertEquals(200, response.status().code());
            assertEquals(
                    "text/event-stream",
                    response.headers().get(HeaderNames.CONTENT_TYPE).get());
            return new String(response.inputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Http1ClientRequest request() {
        return client.post("/ask")
                .contentType(MediaTypes.APPLICATION_JSON)
                .header(HeaderNames.AUTHORIZATION, "Bearer secret");
    }
}
