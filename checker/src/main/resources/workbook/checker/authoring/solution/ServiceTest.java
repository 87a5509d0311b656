package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.config.Config;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import org.junit.jupiter.api.Test;

@ServerTest
class @service@Test {

    private final Http1Client client;

    @service@Test(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Main.routing(routing, Config.empty());
    }

    @Test
    void opens() {
        // [[write: a test of what the stream sends]]
        assertEquals("", client.get("/events").requestEntity(String.class));
    }
}
