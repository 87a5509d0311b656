package workbook.checker.classroom.serving;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a connection behind an answer that says so (RFC 9112 9.6), and behind a body that could not be read to its end:
 * nobody knows where the next request begins then. Helidon 4.5 reads on in both cases.
 */
final class ConnectionEnd {

    private ConnectionEnd() {}

    /** To be called before the request is answered. */
    static void watch(RoutingRequest req, RoutingResponse res) {
        AtomicBoolean broken = new AtomicBoolean();
        req.streamFilter(body -> new WatchedBody(body, broken));
        res.beforeSend(() -> {
            if (broken.get()) {
                res.headers().set(HeaderValues.CONNECTION_CLOSE);
            }
        });
        res.whenSent(() -> {
            if (res.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
                throw new CloseConnectionException("the answer said that it is the last one");
            }
        });
    }

    /** A body that remembers whether reading it failed. */
    private static final class WatchedBody extends FilterInputStream {

        private final AtomicBoolean broken;

        private WatchedBody(InputStream body, AtomicBoolean broken) {
            super(body);
            this.broken = broken;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            broken.set(true);
            int read = super.read(target, offset, length);
            broken.set(false);
            return read;
        }
    }
}
