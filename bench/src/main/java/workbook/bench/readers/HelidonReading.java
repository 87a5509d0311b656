package workbook.bench.readers;

import io.helidon.http.ClientResponseHeaders;
import io.helidon.http.ClientResponseTrailers;
import io.helidon.http.Status;
import io.helidon.http.media.MediaContext;
import io.helidon.http.media.ReadableEntity;
import io.helidon.http.sse.SseEvent;
import io.helidon.webclient.api.ClientUri;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.spi.Source;
import io.helidon.webclient.spi.SourceHandlerProvider;
import java.io.InputStream;

/** The reader of Helidon's WebClient, which needs nothing of a response but its bytes. */
final class HelidonReading implements Reading {

    private static final MediaContext MEDIA = MediaContext.create();

    private final SourceHandlerProvider<SseEvent> reader;

    @SuppressWarnings("unchecked") // a service has no type parameter; the only provider there is reads these
    HelidonReading(SourceHandlerProvider<?> provider) {
        this.reader = (SourceHandlerProvider<SseEvent>) provider;
    }

    @Override
    public void read(InputStream stream, int piece, Listener listener) {
        Source<SseEvent> source = event -> listener.event(event.name().orElse("message"), event.data(String.class));
        reader.handle(source, new InMemory(stream), MEDIA);
    }

    private record InMemory(InputStream inputStream) implements HttpClientResponse {

        @Override
        public ReadableEntity entity() {
            throw notHere();
        }

        @Override
        public Status status() {
            throw notHere();
        }

        @Override
        public ClientResponseHeaders headers() {
            throw notHere();
        }

        @Override
        public ClientResponseTrailers trailers() {
            throw notHere();
        }

        @Override
        public ClientUri lastEndpointUri() {
            throw notHere();
        }

        @Override
        public void close() {
            // There is no connection.
        }

        private static UnsupportedOperationException notHere() {
            return new UnsupportedOperationException("there are only bytes");
        }
    }
}
