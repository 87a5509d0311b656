package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.common.media.type.MediaTypes;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.model.Model;
import workbook.model.ModelException;

/** The model is one of the test's own, so that each test knows what comes, and when. */
@ServerTest
class AiStreamServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 100;
    private static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

    private final Http1Client client;

    AiStreamServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        routing.register(new AiStreamService(AiStreamServiceTest::answer, Duration.ofMillis(50)));
    }

    private static void answer(String question, Model.Pieces pieces) throws ModelException, InterruptedException {
        switch (question) {
            case "fail" -> {
                pieces.accept("half");
                throw new ModelException("no more", null);
            }
            case "wait" -> new CountDownLatch(1).await();
            case "break" -> throw new IllegalStateException("a fault of the model");
            case "overflow" -> throw new StackOverflowError("a fault of the model, too");
            case "think" -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    INTERRUPTED.countDown();
                    throw e;
                }
            }
            default -> {
                for (String piece : List.of("  roses\n", "are ", "红色", "😀")) {
                    pieces.accept(piece);
                }
            }
        }
    }

    @Test
    void streamsTheAnswerAndItsEnd() throws IOException {
        List<String> lines = lines(put("why?"));
        assertEquals(List.of("event:token", "event:token", "event:token", "event:token", "event:done"), events(lines));
        assertEquals("  roses\nare 红色😀", text(lines));
        assertEquals(
                4,
                JSON.readTree(lines.getLast().substring("data:".length()))
                        .get("tokens")
                        .asInt());
    }

    @Test
    void tellsWhatFailed() throws IOException {
        assertEquals(
                List.of("event:token", "data:{\"text\":\"half\"}", "event:failed", "data:{\"message\":\"no more\"}"),
                lines(put("fail")));
        assertEquals(List.of("event:failed"), events(lines(put("break"))));
        assertEquals(List.of("event:failed"), events(lines(put("overflow"))));
    }

    @Test
    void asksOnce() throws IOException {
        String path = put("why?");
        lines(path);
        try (Http1ClientResponse response = client.get(path).request()) {
            assertEquals(Status.GONE_410, response.status());
        }
    }

    @Test
    void beatsWhileTheModelThinksAndStopsItWhenTheReaderLeaves() throws IOException, InterruptedException {
        try (Http1ClientResponse response = client.get(put("think")).request()) {
            BufferedReader reader = reader(response);
            assertEquals(":heartbeat", reader.readLine());
            assertEquals("", reader.readLine());
            assertEquals(":heartbeat", reader.readLine());
        }
        assertTrue(INTERRUPTED.await(5, TimeUnit.SECONDS));
    }

    /** The question is not lost: whoever is refused may come back with the same id. */
    @Test
    void answersOnlySoManyAtOnce() throws IOException {
        List<Http1ClientResponse> streams = new ArrayList<>();
        try {
            String path = put("why?");
            for (int n = 0; n < MOST; n++) {
                streams.add(client.get(put("wait")).request());
                assertEquals(Status.OK_200, streams.getLast().status());
            }
            try (Http1ClientResponse refused = client.get(path).request()) {
                assertEquals(Status.SERVICE_UNAVAILABLE_503, refused.status());
                assertEquals("1", refused.headers().get(HeaderNames.RETRY_AFTER).get());
            }
            streams.removeLast().close();
            assertEquals(Status.OK_200, awaitFree(path));
        } finally {
            streams.forEach(Http1ClientResponse::close);
        }
    }

    /** A reader who has left is noticed at the next heartbeat. */
    private Status awaitFree(String path) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Status status = Status.SERVICE_UNAVAILABLE_503;
        while (status.equals(Status.SERVICE_UNAVAILABLE_503) && System.nanoTime() < end) {
            try (Http1ClientResponse response = client.get(path).request()) {
                status = response.status();
            }
        }
        return status;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"question\": \" \"}", "{\"question\": 1}", "[]", "why?"})
    void refusesWhatIsNoQuestion(String body) {
        try (Http1ClientResponse response = client.post("/questions")
                .contentType(MediaTypes.APPLICATION_JSON)
                .submit(body)) {
            assertEquals(Status.BAD_REQUEST_400, response.status());
            assertTrue(response.as(String.class).startsWith("{\"error\":\""));
        }
    }

    @Test
    void knowsNoOtherIds() {
        try (Http1ClientResponse response = client.get("/questions/1/events").request()) {
            assertEquals(Status.NOT_FOUND_404, response.status());
        }
    }

    @Test
    void refusesAnIntervalThatCannotBe() {
        assertThrows(
                IllegalArgumentException.class, () -> new AiStreamService(AiStreamServiceTest::answer, Duration.ZERO));
    }

    private String put(String question) throws IOException {
        String body = JSON.createObjectNode().put("question", question).toString();
        try (Http1ClientResponse response = client.post("/questions")
                .contentType(MediaTypes.APPLICATION_JSON)
                .submit(body)) {
            assertEquals(Status.CREATED_201, response.status());
            return JSON.readTree(response.as(String.class)).get("events").asText();
        }
    }

    /** Reads to the end, and leaves out heartbeats and blank lines. */
    private List<String> lines(String path) throws IOException {
        try (Http1ClientResponse response = client.get(path).request()) {
            List<String> lines = new ArrayList<>();
            BufferedReader reader = reader(response);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && !line.startsWith(":")) {
                    lines.add(line);
                }
            }
            return lines;
        }
    }

    private static List<String> events(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("event:")).toList();
    }

    private static String text(List<String> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith("data:")) {
                JsonNode data = JSON.readTree(line.substring("data:".length()));
                text.append(data.path("text").asText());
            }
        }
        return text.toString();
    }

    private static BufferedReader reader(Http1ClientResponse response) {
        return new BufferedReader(new InputStreamReader(response.inputStream(), StandardCharsets.UTF_8));
    }
}
