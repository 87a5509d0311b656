package workbook;

import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.net.URI;

@ServerTest
class ScaledBroadcastTest extends BroadcastContract {

    ScaledBroadcastTest(Http1Client client, URI uri) {
        super(client, uri);
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Main.routing(routing, Settings.of("scaled", 8, 3, "PT0.1S"));
    }
}
