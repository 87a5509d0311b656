package workbook.checker.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Report;
import workbook.checker.finding.Verdict;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.ScriptedServer;

/** A test service in the protocol of launchdarkly/sse-contract-tests, whose clients are judged through it. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class ServiceSubjectTest {

    private static final Set<String> GROUPS = Set.of("request", "refuse", "return", "stop");

    /** A service around a small client. */
    private static final class Service implements AutoCloseable {

        private final ObjectMapper json = new ObjectMapper();
        private final HttpClient http = HttpClient.newHttpClient();
        private final Map<Integer, Subject.Client> clients = new ConcurrentHashMap<>();
        private final AtomicInteger last = new AtomicInteger();
        private final SmallClient client;
        private final ScriptedServer server;

        Service(SmallClient client) {
            this.client = client;
            this.server = ScriptedServer.start(0, this::answer);
        }

        private void answer(Request request, Answer answer) throws Exception {
            switch (request.method()) {
                case "GET" ->
                    answer.whole("200 OK", "application/json", "{\"name\":\"small\",\"capabilities\":[\"comments\"]}");
                case "POST" -> {
                    JsonNode wish = json.readTree(request.body());
                    int number = last.incrementAndGet();
                    Sightings sightings = new Sightings();
                    clients.put(
                            number,
                            client.start(URI.create(wish.get("streamUrl").asText()), Set.of(), sightings));
                    Thread.ofVirtual()
                            .start(() -> report(wish.get("callbackUrl").asText(), sightings, number));
                    answer.head("201 Created", "Location: /clients/" + number, "Content-Length: 0");
                    answer.end();
                }
                default -> {
                    Subject.Client gone =
                            clients.remove(Integer.parseInt(request.path().split("/")[2]));
                    if (gone != null) {
                        gone.close();
                    }
                    answer.whole("204 No Content", "", "");
                }
            }
        }

        private void report(String callback, Sightings sightings, int number) {
            for (int told = 0; clients.containsKey(number); ) {
                int from = told;
                sightings.await(
                        () -> sightings.all().size() > from || !clients.containsKey(number), Duration.ofMillis(200));
                List<Seen> all = sightings.all();
                for (Seen seen : all.subList(told, all.size())) {
                    post(callback + "/" + ++told, seen);
                }
            }
        }

        private void post(String address, Seen seen) {
            ObjectNode body = json.createObjectNode();
            switch (seen) {
                case Seen.Event event ->
                    body.put("kind", "event")
                            .putObject("event")
                            .put("type", event.type())
                            .put("data", event.data())
                            .put("id", event.id().orElse(""));
                case Seen.Comment comment -> body.put("kind", "comment").put("comment", comment.text());
                default -> body.put("kind", "error").put("comment", seen.shown());
            }
            try {
                http.send(
                        HttpRequest.newBuilder(URI.create(address))
                                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            } catch (IOException over) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            clients.values().forEach(Subject.Client::close);
            clients.clear();
            server.close();
            http.close();
        }
    }

    private static List<String> broken(SmallClient client) {
        try (Service service = new Service(client);
                ServiceSubject subject = new ServiceSubject(service.server.uri())) {
            Report report = ClientGrader.grade(
                    subject,
                    ClientGraderTest.TIMES,
                    rule -> GROUPS.contains(rule.group()) || rule.id().equals("bulk/1"),
                    4,
                    result -> {});
            assertEquals("small", report.target());
            return report.tasks().stream()
                    .flatMap(task -> task.checks().stream())
                    .filter(check -> check.verdict() != Verdict.PASSED)
                    .map(CheckResult::id)
                    .toList();
        }
    }

    @Test
    void aRightClientPasses() {
        assertEquals(List.of(), broken(SmallClient.right()));
    }

    @Test
    void aFaultyOneFails() {
        assertEquals(List.of("refuse/2"), broken(SmallClient.with(Sin.AGAIN_AFTER_4XX)));
    }

    @Test
    void whatSpeaksAnotherProtocolIsNamed() {
        try (ScriptedServer other = ScriptedServer.start(0, (request, answer) -> answer.missing())) {
            String said = assertThrows(SubjectFailed.class, () -> new ServiceSubject(other.uri()))
                    .getMessage();
            assertTrue(said.contains("answered GET with status 404") && said.contains("Wanted: the protocol"), said);
        }
    }
}
