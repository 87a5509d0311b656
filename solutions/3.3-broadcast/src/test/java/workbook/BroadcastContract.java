package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for both engines, over real connections: only a socket can be cut, or stop being read. */
abstract class BroadcastContract {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Http1Client client;
    private final URI uri;

    BroadcastContract(Http1Client client, URI uri) {
        this.client = client;
        this.uri = uri;
    }

    @AfterEach
    void theLastHeartbeatFindsOutThatAllHaveGone() {
        await(() -> connected() == 0);
    }

    @Test
    void everyoneGetsEveryMessageInOneOrder() throws IOException {
        try (Http1ClientResponse one = client.get("/events").request();
                Http1ClientResponse two = client.get("/events").request()) {
            post("first");
            post("two\nlines");
            for (Http1ClientResponse response : new Http1ClientResponse[] {one, two}) {
                BufferedReader lines = reader(response);
                assertEquals("data: first", nextData(lines));
                assertEquals("data: two", nextData(lines));
                assertEquals("data: lines", nextData(lines));
            }
        }
    }

    @Test
    void oneTooManyIsRefusedUntilAPlaceIsFree() {
        try (Http1ClientResponse one = client.get("/events").request();
                Http1ClientResponse two = client.get("/events").request()) {
            assertEquals(Status.OK_200, one.status());
            assertEquals(Status.OK_200, two.status());
            try (Http1ClientResponse three = client.get("/events").request();
                    Http1ClientResponse four = client.get("/events").request()) {
                assertEquals(Status.OK_200, three.status());
                assertEquals(Status.SERVICE_UNAVAILABLE_503, four.status());
                assertEquals("1", four.headers().get(HeaderNames.RETRY_AFTER).get());
            }
            await(() -> connected() == 2);
            try (Http1ClientResponse three = client.get("/events").request()) {
                assertEquals(Status.OK_200, three.status());
            }
        }
    }

    @Test
    void aClientThatStopsReadingLosesItsPlaceAndDelaysNobody() throws IOException {
        try (Socket stuck = open();
                Http1ClientResponse reads = client.get("/events").request()) {
            await(() -> connected() == 2);
            BufferedReader lines = reader(reads);
            String large = "x".repeat(64 * 1024);
            for (int n = 0; n < 200 && connected() == 2; n++) { // 13 MB: more than any kernel keeps for one client
                post(n + large);
                assertTrue(nextData(lines).startsWith("data: " + n + "x"));
            }
            assertEquals(1, connected());
            InputStream rest = stuck.getInputStream();
            assertTrue(rest.readAllBytes().length > 0, "what the kernel had, and then the end");
        }
    }

    @Test
    void clientsThatAreCutOffHarmNobody() throws IOException {
        try (Http1ClientResponse stays = client.get("/events").request()) {
            BufferedReader lines = reader(stays);
            for (int n = 0; n < 5; n++) {
                cut(open());
                cut(open());
                post("message " + n);
                assertEquals("data: message " + n, nextData(lines));
                await(() -> connected() == 1);
            }
        }
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        try (Http1ClientResponse response = client.post("/messages").submit(new byte[] {(byte) 0xff})) {
            assertEquals(Status.BAD_REQUEST_400, response.status());
        }
    }

    /** A client that never reads. */
    private Socket open() throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.getOutputStream()
                .write("GET /events HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Closes the socket with RST instead of FIN. */
    private static void cut(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void post(String text) {
        try (Http1ClientResponse response = client.post("/messages").submit(text)) {
            assertEquals(Status.ACCEPTED_202, response.status());
        }
    }

    private int connected() {
        String json = client.get("/clients").requestEntity(String.class);
        return Integer.parseInt(json.replaceAll("\\D", ""));
    }

    private static String nextData(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data:")) {
            line = lines.readLine();
        }
        return line;
    }

    private static BufferedReader reader(Http1ClientResponse response) {
        return new BufferedReader(new InputStreamReader(response.inputStream(), StandardCharsets.UTF_8));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + LIMIT);
        }
    }
}
