import io.helidon.http.sse.SseEvent;
import java.io.PrintStream;

/** Asking an event without a reconnect delay for it throws. */
public final class UnsetRetry {

    private UnsetRetry() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) {
        SseEvent event = SseEvent.create("hello");
        out.println("id: " + event.id());
        try {
            out.println("reconnectMillis: " + event.reconnectMillis());
        } catch (NullPointerException e) {
            out.println("reconnectMillis: NullPointerException");
        }
    }
}
