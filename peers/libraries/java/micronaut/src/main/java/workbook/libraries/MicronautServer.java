package workbook.libraries;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.runtime.Micronaut;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Micronaut on Netty, with a publisher of events. */
public final class MicronautServer {

    private MicronautServer() {}

    /** The controller. */
    @Controller("/events")
    public static class Events {

        @Get(produces = MediaType.TEXT_EVENT_STREAM)
        public Publisher<Event<String>> events() {
            return Flux.interval(Duration.ofSeconds(1)).map(n -> Event.of("it is " + LocalTime.now()));
        }
    }

    public static void main(String[] args) {
        Micronaut.build(args)
                .properties(Map.of("micronaut.server.host", "127.0.0.1", "micronaut.server.port", System.getenv("PORT")))
                .start();
    }
}
