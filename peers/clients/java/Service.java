import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One of the libraries as a test service in the protocol of launchdarkly/sse-contract-tests: {@code Service NAME PORT}. */
final class Service {

    private static final Map<String, Supplier<Client>> LIBRARIES = Map.of(
            "jdk", JdkHttpClient::new,
            "okhttp-eventsource", OkHttpEventSource::new,
            "okhttp-sse", OkHttpSse::new,
            "spring", SpringWebClient::new,
            "vertx", VertxWebClient::new,
            "jersey", JerseyClient::new);

    private final Map<String, AutoCloseable> open = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final String name;
    private final Client client;

    private Service(String name) {
        this.name = name;
        this.client = LIBRARIES.get(name).get();
    }

    public static void main(String[] args) throws IOException {
        Service service = new Service(args[0]);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", service::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "GET" -> {
                byte[] status = ("{\"name\":\"" + name + "\",\"capabilities\":[]}").getBytes();
                exchange.sendResponseHeaders(200, status.length);
                exchange.getResponseBody().write(status);
            }
            case "POST" -> {
                JsonNode wish = new ObjectMapper().readTree(exchange.getRequestBody());
                String made = "/" + last.incrementAndGet();
                exchange.getResponseHeaders().set("Location", made);
                Thread reader = Thread.startVirtualThread(() -> read(made, wish));
                open.putIfAbsent(made, reader::interrupt);
                exchange.sendResponseHeaders(201, -1);
            }
            default -> {
                if (path.equals("/")) {
                    System.exit(0);
                }
                close(open.remove(path));
                exchange.sendResponseHeaders(204, -1);
            }
        }
        exchange.close();
    }

    private void read(String made, JsonNode wish) {
        Teller teller = new Teller(wish.get("callbackUrl").asText());
        try {
            open.put(made, client.read(URI.create(wish.get("streamUrl").asText()), teller));
        } catch (Exception refused) {
            teller.error(refused);
        }
    }

    private static void close(AutoCloseable reading) {
        try {
            if (reading != null) {
                reading.close();
            }
        } catch (Exception closed) {
            System.err.println(closed);
        }
    }
}
