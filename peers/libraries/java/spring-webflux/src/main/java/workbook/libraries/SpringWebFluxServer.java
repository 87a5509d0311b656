package workbook.libraries;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Spring WebFlux on Reactor Netty, with a Flux of events. */
@SpringBootApplication
@RestController
public class SpringWebFluxServer {

    public static void main(String[] args) {
        SpringApplication.run(
                SpringWebFluxServer.class, "--server.address=127.0.0.1", "--server.port=" + System.getenv("PORT"));
    }

    @GetMapping("/events")
    public Flux<ServerSentEvent<String>> events() {
        return Flux.interval(Duration.ofSeconds(1))
                .map(sequence -> ServerSentEvent.<String>builder()
                        .id(String.valueOf(sequence))
                        .event("periodic-event")
                        .data("it is " + LocalTime.now())
                        .build());
    }
}
