import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import java.net.URI;

/** com.launchdarkly:okhttp-eventsource, which comes back by itself. */
final class OkHttpEventSource implements Client {

    @Override
    public AutoCloseable read(URI stream, Teller teller) {
        BackgroundEventHandler handler = new BackgroundEventHandler() {
            @Override
            public void onOpen() {}

            @Override
            public void onClosed() {}

            @Override
            public void onMessage(String type, MessageEvent event) {
                teller.event(type, event.getData(), event.getLastEventId() == null ? "" : event.getLastEventId());
            }

            @Override
            public void onComment(String comment) {
                teller.comment(comment);
            }

            @Override
            public void onError(Throwable error) {
                teller.error(error);
            }
        };
        BackgroundEventSource source = new BackgroundEventSource.Builder(handler, new EventSource.Builder(stream)).build();
        source.start();
        return source;
    }
}
