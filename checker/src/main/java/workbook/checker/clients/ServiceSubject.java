package workbook.checker.clients;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.server.MachinePace;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/**
 * A test service that starts clients on demand and reports by callbacks, in the protocol of launchdarkly/sse-contract-tests:
 * {@code GET /} names its capabilities, {@code POST /} makes a client, whose address is in {@code Location}, {@code DELETE}
 * there ends it.
 */
public final class ServiceSubject implements Subject {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST = 32 << 20;
    private static final String DEFAULT_TYPE = "message";
    private static final String CALLBACKS = "/client/";
    private static final Pattern CALLBACK = Pattern.compile(CALLBACKS + "(\\d{1,9})/(\\d{1,9})");
    private static final Text FORM = text(
            "Wanted: the protocol of launchdarkly/sse-contract-tests. Is it the address of the service itself, and does it run?",
            "应为 launchdarkly/sse-contract-tests 的协议。这是测试服务本身的地址吗？它在运行吗？");

    /** Reports of one client, which may come on several connections and out of order. */
    private record Callbacks(Sightings sightings, Map<Integer, Seen> early, int[] next) {

        synchronized void report(int number, Seen seen) {
            early.put(number, seen);
            for (Seen due = early.remove(next[0]); due != null; due = early.remove(next[0])) {
                sightings.add(due);
                next[0]++;
            }
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final Map<Integer, Callbacks> clients = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final URI service;
    private final Set<String> capabilities = new TreeSet<>();
    /** It keeps connections: a port for each of very many callbacks would use up all that there are. */
    private final HttpServer server;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String name;

    /** @throws SubjectFailed if nothing there speaks the protocol */
    public ServiceSubject(URI service) {
        this.service = service;
        JsonNode status = json(send(request(service).GET()));
        status.path("capabilities").forEach(one -> capabilities.add(one.asText()));
        name = status.path("name").asText(service.toString());
        server = listening();
    }

    private HttpServer listening() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext(CALLBACKS, this::callback);
            made.setExecutor(threads);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the callbacks", e);
        }
    }

    private JsonNode json(HttpResponse<String> response) {
        try {
            JsonNode node = JSON.readTree(response.body());
            if (response.statusCode() == 200 && node != null && node.isObject()) {
                return node;
            }
        } catch (IOException notJson) {
            // Said below, as any other answer that is no status.
        }
        throw new SubjectFailed(text(
                "%s answered GET with status %d and \"%s\". %s",
                "%s 对 GET 的响应是状态码 %d 和 \"%s\"。%s",
                service,
                response.statusCode(),
                Clip.characters(response.body(), 60),
                FORM));
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(MachinePace.now().stretch(LIMIT));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SubjectFailed(text(
                    "%s cannot be reached: %s. %s",
                    "无法连接 %s：%s。%s",
                    service,
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(),
                    FORM));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void callback(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readNBytes(LONGEST), StandardCharsets.UTF_8);
            Matcher numbers = CALLBACK.matcher(exchange.getRequestURI().getPath());
            Callbacks client = numbers.matches() ? clients.get(Integer.valueOf(numbers.group(1))) : null;
            if (client != null) {
                client.report(Integer.parseInt(numbers.group(2)), seen(body));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Seen seen(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return switch (node.path("kind").asText()) {
                case "event" -> event(node.path("event"));
                case "comment" -> new Seen.Comment(node.path("comment").asText());
                case "error" -> new Seen.Failure(node.path("comment").asText());
                default -> new Seen.Unreadable(body);
            };
        } catch (IOException notJson) {
            return new Seen.Unreadable(body);
        }
    }

    private static Seen event(JsonNode event) {
        return new Seen.Event(
                event.path("type").asText(DEFAULT_TYPE),
                event.path("data").asText(""),
                event.hasNonNull("id") ? Optional.of(event.get("id").asText()) : Optional.empty());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Client start(URI stream, Set<String> types, Sightings sightings) {
        int number = last.incrementAndGet();
        clients.put(number, new Callbacks(sightings, new TreeMap<>(), new int[] {1}));
        ObjectNode wish = JSON.createObjectNode()
                .put("streamUrl", stream.toString())
                .put("callbackUrl", "http://127.0.0.1:" + server.getAddress().getPort() + CALLBACKS + number)
                .put("tag", "sse client " + number);
        HttpResponse<String> made = send(request(service)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish.toString(), StandardCharsets.UTF_8)));
        URI client = made.headers()
                .firstValue("Location")
                .filter(location -> made.statusCode() / 100 == 2)
                .map(service::resolve)
                .orElseThrow(() -> new SubjectFailed(text(
                        "%s answered POST with status %d and no Location of the new client. %s",
                        "%s 对 POST 的响应是状态码 %d，没有给出新客户端的 Location。%s", service, made.statusCode(), FORM)));
        if (capabilities.contains("event-type-listeners")) {
            for (String type : types) {
                if (type.equals(DEFAULT_TYPE)) {
                    continue; // every service listens to it by itself: it would report such an event twice
                }
                ObjectNode command = JSON.createObjectNode().put("command", "listen");
                command.putObject("listen").put("type", type);
                send(request(client)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(command.toString(), StandardCharsets.UTF_8)));
            }
        }
        return new Running(number, client);
    }

    private final class Running implements Client {
        private final int number;
        private final URI client;
        private boolean deleted;

        private Running(int number, URI client) {
            this.number = number;
            this.client = client;
        }

        @Override
        public boolean ended() {
            return false;
        }

        @Override
        public synchronized void stop() {
            if (!deleted) {
                deleted = true;
                send(request(client).DELETE());
            }
        }

        @Override
        public void close() {
            stop();
            clients.remove(number);
        }
    }

    /** Ends the callbacks. The service was started by its owner, who ends it. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.close();
    }
}
