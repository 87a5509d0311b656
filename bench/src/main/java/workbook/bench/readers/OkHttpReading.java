package workbook.bench.readers;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamClosedByServerException;
import com.launchdarkly.eventsource.StreamException;
import com.launchdarkly.logging.LDLogger;
import java.io.InputStream;
import java.net.URI;

/** The reader of okhttp-eventsource, which takes its bytes from any kind of connection; here there is none. */
final class OkHttpReading implements Reading {

    private static final URI NOWHERE = URI.create("http://127.0.0.1/");

    @Override
    public void read(InputStream stream, int piece, Listener listener) throws StreamException {
        EventSource.Builder builder = new EventSource.Builder(strategy(stream)).readBufferSize(piece);
        try (EventSource source = builder.build()) {
            source.start();
            while (true) {
                MessageEvent event = source.readMessage();
                listener.event(event.getEventName(), event.getData());
            }
        } catch (StreamClosedByServerException end) {
            // The reader goes on for ever, and says in this way that the stream has ended.
            return;
        }
    }

    private static ConnectStrategy strategy(InputStream stream) {
        return new ConnectStrategy() {
            @Override
            public Client createClient(LDLogger logger) {
                return new InMemory(stream);
            }
        };
    }

    private static final class InMemory extends ConnectStrategy.Client {

        private final InputStream stream;

        InMemory(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public Result connect(String lastEventId) {
            return new Result(stream, NOWHERE, stream);
        }

        @Override
        public boolean awaitClosed(long millis) {
            return true;
        }

        @Override
        public URI getOrigin() {
            return NOWHERE;
        }

        @Override
        public void close() {
            // There is nothing to close but the stream.
        }
    }
}
