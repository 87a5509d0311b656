import io.javalin.Javalin;
import java.util.Map;

/** The encoder of Javalin, for VectorRunner. It has no retry, and no event without data. */
final class JavalinEncoder {

    private static Map<String, Object> event;
    private static RuntimeException refused;

    private static final Javalin SERVER = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.routes.sse("/", client -> {
                    try {
                        if (event.get("comment") != null) {
                            client.sendComment((String) event.get("comment"));
                        }
                        if (event.get("data") != null) {
                            String type = (String) event.getOrDefault("type", "message");
                            client.sendEvent(type, event.get("data"), (String) event.get("id"));
                        }
                    } catch (RuntimeException e) {
                        refused = e;
                    }
                    client.close();
                });
            })
            .start("127.0.0.1", 0);

    private JavalinEncoder() {}

    static byte[] encode(Map<String, Object> wanted) throws Exception {
        if (wanted.get("retry") != null || wanted.get("data") == null && wanted.get("comment") == null) {
            throw new IllegalArgumentException("Javalin has no way to say that");
        }
        event = wanted;
        refused = null;
        byte[] bytes = Fetched.from(SERVER.port());
        if (refused != null) {
            throw new IllegalArgumentException(refused);
        }
        return bytes;
    }
}
