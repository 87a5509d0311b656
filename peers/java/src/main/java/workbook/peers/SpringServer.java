package workbook.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tasks 2.1, 2.3, 3.2 and 3.3 with the SseEmitter of Spring MVC on Tomcat. */
@SpringBootApplication
@RestController
public class SpringServer {

    private static String task;

    private final Subscribers subscribers = new Subscribers();

    public static void main(String[] args) {
        task = args[0];
        SpringApplication application = new SpringApplication(SpringServer.class);
        application.setDefaultProperties(Map.of(
                "server.address", Contract.HOST,
                "server.port", Contract.PORT,
                "spring.threads.virtual.enabled", "true",
                "spring.main.banner-mode", "off",
                "logging.level.root", "error"));
        application.run();
    }

    @GetMapping("/events")
    ResponseEntity<SseEmitter> events() {
        return switch (task) {
            case "2.1" -> stream(this::clock);
            case "2.3" -> stream(this::feed);
            default -> subscribe();
        };
    }

    @PostMapping("/messages")
    ResponseEntity<Map<String, String>> publish(@RequestBody byte[] body) {
        Optional<String> text = Contract.text(body);
        text.ifPresent(subscribers::publish);
        if (text.isEmpty()) {
            return ResponseEntity.badRequest().body(Map.of());
        }
        return ResponseEntity.status(task.equals("3.2") ? 201 : 202)
                .body(Map.of("id", UUID.randomUUID().toString()));
    }

    @GetMapping("/clients")
    Map<String, Integer> clients() {
        return Map.of("connected", subscribers.count());
    }

    private interface Run {
        void on(SseEmitter emitter);
    }

    private static ResponseEntity<SseEmitter> stream(Run run) {
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual().start(() -> run.on(emitter));
        return answer(emitter);
    }

    private static ResponseEntity<SseEmitter> answer(SseEmitter emitter) {
        return ResponseEntity.ok().header("Cache-Control", "no-cache").body(emitter);
    }

    private void clock(SseEmitter emitter) {
        Contract.ticks(
                Contract.CLOCK_INTERVAL,
                Contract.CLOCK_EVENTS,
                n -> send(emitter, SseEmitter.event().data(Contract.time())));
        emitter.complete();
    }

    private void feed(SseEmitter emitter) {
        Contract.ticks(
                Contract.FEED_INTERVAL,
                Integer.MAX_VALUE,
                n -> send(emitter, SseEmitter.event().name(Contract.feedType(n)).data(Contract.feedData(n))));
    }

    private static void send(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResponseEntity<SseEmitter> subscribe() {
        if (!subscribers.take()) {
            return ResponseEntity.status(503)
                    .header("Retry-After", Contract.RETRY_AFTER)
                    .build();
        }
        SseEmitter emitter = new SseEmitter(0L);
        Subscribers.Subscriber subscriber = subscribers.add();
        Subscribers.Stream stream = new Subscribers.Stream() {
            @Override
            public void event(String data) throws IOException {
                // The library takes no CR for a line end, and writes no space behind the colon, so that a client takes away
                // the first one of the line.
                String lines = data.replaceAll("\\r\\n?", "\n").replaceAll("(?m)^ ", "  ");
                emitter.send(SseEmitter.event().data(lines));
            }

            @Override
            public void comment(String text) throws IOException {
                emitter.send(SseEmitter.event().comment(text));
            }

            @Override
            public void end() {
                emitter.complete();
            }
        };
        emitter.onCompletion(subscriber::leave);
        emitter.onError(e -> subscriber.leave());
        Thread.ofVirtual().start(() -> subscriber.run(stream));
        return answer(emitter);
    }
}
