package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose log is away all the time. With a log, the checks of the task have it. */
@ServerTest
class SharedLogServiceTest {

    private final Http1Client client;

    SharedLogServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Map<String, String> settings = Map.of(
                "log.url", "redis://127.0.0.1:1",
                "log.key", "messages",
                "log.capacity", "1000",
                "replay.retry", "PT1S",
                "heartbeat.interval", "PT0.05S");
        Main.routing(routing, Config.just(ConfigSources.create(settings)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1764479531123-0-9f3a61c2"})
    void aStreamOpensAndBeats(String id) throws IOException {
        try (Http1ClientResponse response = client.get("/events")
                .header(HeaderValues.create("Last-Event-ID", id))
                .request()) {
            assertEquals(Status.OK_200, response.status());
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.inputStream(), StandardCharsets.UTF_8));
            assertEquals("retry: 1000", lines.readLine());
            assertEquals("", lines.readLine());
            assertEquals(":", lines.readLine());
            assertEquals("", lines.readLine());
            assertEquals(":", lines.readLine());
        }
    }

    @Test
    void aMessageIsNotTaken() {
        try (Http1ClientResponse response = client.post("/messages").submit("text")) {
            assertEquals(Status.SERVICE_UNAVAILABLE_503, response.status());
            assertEquals("1", response.headers().get(HeaderNames.RETRY_AFTER).get());
        }
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        try (Http1ClientResponse response = client.post("/messages").submit(new byte[] {(byte) 0xff})) {
            assertEquals(Status.BAD_REQUEST_400, response.status());
        }
    }
}
