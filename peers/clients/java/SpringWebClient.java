import java.net.URI;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

/** Spring's WebClient. It reads one stream and does not come back; an event has the id of its own lines only. */
final class SpringWebClient implements Client {

    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT = new ParameterizedTypeReference<>() {};

    private final WebClient http = WebClient.create();

    @Override
    public AutoCloseable read(URI stream, Teller teller) {
        return http.get()
                .uri(stream)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(EVENT)
                .publishOn(Schedulers.boundedElastic()) // an event loop reads many streams, and must not wait
                .subscribe(event -> tell(event, teller), teller::error)::dispose;
    }

    /** Spring hands out a block without data, too: {@code data()} is null then. */
    private static void tell(ServerSentEvent<String> event, Teller teller) {
        if (event.data() != null) {
            teller.event(event.event(), event.data(), null);
        }
    }
}
