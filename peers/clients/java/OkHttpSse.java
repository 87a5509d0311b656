import java.net.URI;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;

/** com.squareup.okhttp3:okhttp-sse. It reads one stream and does not come back. */
final class OkHttpSse implements Client {

    private final OkHttpClient http = new OkHttpClient();

    @Override
    public AutoCloseable read(URI stream, Teller teller) {
        EventSourceListener listener = new EventSourceListener() {
            @Override
            public void onEvent(EventSource source, String id, String type, String data) {
                teller.event(type, data, id == null ? "" : id);
            }

            @Override
            public void onFailure(EventSource source, Throwable error, Response response) {
                teller.error(error);
            }
        };
        Request request = new Request.Builder().url(stream.toString()).build();
        return EventSources.createFactory(http).newEventSource(request, listener)::cancel;
    }
}
