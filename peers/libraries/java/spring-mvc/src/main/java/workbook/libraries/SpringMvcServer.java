package workbook.libraries;

import java.io.IOException;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Spring MVC on Tomcat, with emitters that another thread writes to. */
@SpringBootApplication
@EnableScheduling
@RestController
public class SpringMvcServer {

    private final List<SseEmitter> emitters = new CopyOnWriteArrayList<>();

    public static void main(String[] args) {
        SpringApplication.run(
                SpringMvcServer.class, "--server.address=127.0.0.1", "--server.port=" + System.getenv("PORT"));
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public SseEmitter events() {
        SseEmitter emitter = new SseEmitter();
        emitter.onCompletion(() -> emitters.remove(emitter));
        emitters.add(emitter);
        return emitter;
    }

    @Scheduled(fixedRate = 1000)
    void tick() {
        for (SseEmitter emitter : emitters) {
            try {
                emitter.send("it is " + LocalTime.now());
            } catch (IOException e) {
                emitter.completeWithError(e);
            }
        }
    }
}
