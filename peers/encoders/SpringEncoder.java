import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The encoder of Spring's SseEmitter, for VectorRunner. */
final class SpringEncoder {

    private SpringEncoder() {}

    static byte[] encode(Map<String, Object> event) {
        SseEmitter.SseEventBuilder builder = SseEmitter.event();
        if (event.get("comment") != null) {
            builder.comment((String) event.get("comment"));
        }
        if (event.get("type") != null) {
            builder.name((String) event.get("type"));
        }
        if (event.get("id") != null) {
            builder.id((String) event.get("id"));
        }
        if (event.get("retry") != null) {
            builder.reconnectTime((Long) event.get("retry"));
        }
        if (event.get("data") != null) {
            builder.data(event.get("data"));
        }
        String text = builder.build().stream().map(part -> part.getData().toString()).collect(Collectors.joining());
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
