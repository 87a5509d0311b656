package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
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
import org.junit.jupiter.api.Test;

/** What the server does when it is told to stop. The checker sends a real SIGTERM; here its handler is called. */
@ServerTest
class ProductionServiceTest {

    private static ProductionService service;

    private final Http1Client client;

    ProductionServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        service = new ProductionService(Config.just(ConfigSources.create(
                Map.of("replay.capacity", "5", "replay.retry", "PT2S", "heartbeat.interval", "PT0.05S"))));
        routing.register(service);
    }

    /** One test, since a server ends once. */
    @Test
    void saysWhatItHasAndThenGoodbye() throws IOException {
        try (Http1ClientResponse stream = client.get("/events").request()) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.inputStream(), StandardCharsets.UTF_8));
            assertEquals(List.of("retry: 2000"), block(lines));
            assertEquals(List.of(": heartbeat"), block(lines));
            assertEquals(Status.CREATED_201, post());
            service.endOfStreams().shutdown();
            assertEquals("data: hello", event(lines).getLast());
            List<String> bye = event(lines);
            assertEquals("event: bye", bye.getFirst());
            long pause = Long.parseLong(bye.get(1).substring("retry: ".length()));
            assertTrue(2000 <= pause && pause <= 4000, () -> "a pause of " + pause);
            assertEquals(null, lines.readLine());
        }
        assertEquals(Status.SERVICE_UNAVAILABLE_503, post());
        try (Http1ClientResponse late = client.get("/events").request()) {
            assertEquals(Status.SERVICE_UNAVAILABLE_503, late.status());
        }
    }

    private Status post() {
        try (Http1ClientResponse answer = client.post("/messages").submit("hello")) {
            return answer.status();
        }
    }

    /** Reads the next block that is not a heartbeat. */
    private static List<String> event(BufferedReader lines) {
        List<String> block = block(lines);
        return block.equals(List.of(": heartbeat")) ? event(lines) : block;
    }

    private static List<String> block(BufferedReader lines) {
        return lines.lines().takeWhile(line -> !line.isEmpty()).toList();
    }
}
