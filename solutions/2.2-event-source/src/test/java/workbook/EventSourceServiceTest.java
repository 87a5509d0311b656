package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.config.Config;
import io.helidon.http.Status;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import io.helidon.webserver.testing.junit5.SetUpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page is served with all that it loads. Its script is tested in a browser, by {@code ./sse check 2.2}. */
@ServerTest
class EventSourceServiceTest {

    private final Http1Client client;

    EventSourceServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpServer
    static void server(WebServerConfig.Builder server) {
        server.config(Config.create().get("server")).port(0);
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Main.routing(routing, Config.create());
    }

    @Test
    void thePageIsAtTheRoot() {
        String page = client.get("/").requestEntity(String.class);
        assertTrue(page.contains("data-log"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app.js", "/page.js", "/workbook.css"})
    void hasWhatThePageLoads(String path) {
        try (var response = client.get(path).request()) {
            assertEquals(Status.OK_200, response.status());
        }
    }
}
