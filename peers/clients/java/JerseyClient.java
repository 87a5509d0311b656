import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.net.URI;

/**
 * SseEventSource of Jakarta REST, as Jersey has it. It comes back by itself; an event has the id of its own lines only, and
 * one with empty data cannot be told from a block without data.
 */
final class JerseyClient implements Client {

    private final jakarta.ws.rs.client.Client http = ClientBuilder.newClient();

    @Override
    public AutoCloseable read(URI stream, Teller teller) {
        SseEventSource source = SseEventSource.target(http.target(stream)).build();
        source.register(event -> tell(event, teller), teller::error);
        source.open();
        return source;
    }

    private static void tell(InboundSseEvent event, Teller teller) {
        if (!event.isEmpty()) {
            teller.event(event.getName(), event.readData(), null);
        }
    }
}
