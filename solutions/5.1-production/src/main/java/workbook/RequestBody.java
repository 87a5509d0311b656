package workbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads the body of a request. Given, and the same in every task: the lessons are about what goes out, not about what
 * comes in.
 *
 * <p>A body has three limits. More bytes than {@code server.max-payload-size} are answered 413, by Helidon and, should it not
 * count, by this class. All large bodies that are being read share a room, and a sender who finds none within two
 * seconds is answered 503: otherwise many bodies that stop in the middle would fill the heap. And a body that is not
 * whole after half a minute ends its connection, for Helidon would wait for the rest for ever.
 */
final class RequestBody {

    /** Jackson's own limits stay on: they stop a body of 100 000 brackets before it fills the stack. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .nodeFactory(new WholeCharacters())
            .build();

    /** The bytes of the largest body where {@code server.max-payload-size} sets no limit. */
    private static final int LARGEST = 1 << 20;

    /** The bytes of a body that need no room: they are no more than a connection costs anyway. */
    private static final int SMALL = 8 << 10;

    /** The bytes that all bodies may have together, beyond the small ones. */
    private static final int ALL = 32 << 20;

    private static final Semaphore ROOM = new Semaphore(ALL, true);

    /** How long a body waits for room. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The seconds after which a sender that found no room may try again. */
    private static final String RETRY_AFTER = "5";

    /** How long a body may take. */
    private static final Duration TIME = Duration.ofSeconds(30);

    private RequestBody() {}

    /**
     * The text of a body.
     *
     * @throws IllegalArgumentException with a message for the sender, if the body is not UTF-8
     * @throws HttpException with 413 if the body is too large, with 503 if there is no room for it
     */
    static String text(ServerRequest req) throws IOException {
        try (Deadline deadline = Deadline.start()) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(req)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("body: got bytes that are not UTF-8", e);
        } catch (DataReader.InsufficientDataAvailableException e) {
            // The sender left in mid-body: there is nobody to answer, and no fault of ours to log.
            throw new CloseConnectionException("the body ended early", e);
        }
    }

    private static byte[] bytes(ServerRequest req) throws IOException {
        long set = req.listenerContext().config().maxPayloadSize();
        int largest = set < 0 ? LARGEST : Math.toIntExact(set);
        int room = room(req, largest);
        awaitRoom(room);
        try {
            byte[] body = req.content().inputStream().readNBytes(largest + 1);
            if (body.length > largest) {
                throw new HttpException("body: too large", Status.REQUEST_ENTITY_TOO_LARGE_413, false);
            }
            return body;
        } finally {
            ROOM.release(room);
        }
    }

    /** A body that does not say its length may be one chunk, and Helidon gathers a chunk before it hands it over. */
    private static int room(ServerRequest req, int largest) {
        long size = req.content().hasEntity() ? req.headers().contentLength().orElse(largest) : 0;
        return Math.clamp(size - SMALL, 0, Math.min(largest, ALL));
    }

    private static void awaitRoom(int room) {
        try {
            if (!ROOM.tryAcquire(room, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HttpException("body: no room for it now", Status.SERVICE_UNAVAILABLE_503, false)
                        .header(HeaderValues.create(HeaderNames.RETRY_AFTER, RETRY_AFTER));
            }
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the server is stopping", e);
        }
    }

    /**
     * The JSON of a body.
     *
     * <p>Any page may send text and forms to any server. For JSON, a browser asks that server first (CORS), and ours
     * does not allow it. So another media type is answered 415.
     *
     * @throws IllegalArgumentException with a message for the sender, if the body is not JSON in UTF-8
     */
    static JsonNode json(ServerRequest req) throws IOException {
        String type = req.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new HttpException("Content-Type: want application/json", Status.UNSUPPORTED_MEDIA_TYPE_415, true);
        }
        try {
            return JSON.readTree(text(req)); // decoded before: Jackson would also take UTF-16 and some malformed UTF-8
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: got no valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Interrupts the thread that began it when its time is over, and Helidon then closes the connection. */
    private static final class Deadline implements AutoCloseable {

        private static final ScheduledThreadPoolExecutor CLOCK = new ScheduledThreadPoolExecutor(
                1, Thread.ofVirtual().name("body-deadline").factory());

        static {
            CLOCK.setRemoveOnCancelPolicy(true); // most bodies are whole at once, and none is kept for half a minute
        }

        private final Thread reader = Thread.currentThread();
        private Future<?> end;
        private boolean closed;

        static Deadline start() {
            Deadline deadline = new Deadline();
            deadline.end = CLOCK.schedule(deadline::interrupt, TIME.toMillis(), TimeUnit.MILLISECONDS);
            return deadline;
        }

        private synchronized void interrupt() {
            if (!closed) {
                reader.interrupt();
            }
        }

        /** Once this has returned, no interrupt follows. */
        @Override
        public synchronized void close() {
            closed = true;
            end.cancel(false);
        }
    }

    /**
     * JSON can carry half a character, the escape of one surrogate, which UTF-8 cannot. Each half becomes U+FFFD, the
     * replacement character, here and not as a question mark on the wire.
     */
    private static final class WholeCharacters extends JsonNodeFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public TextNode textNode(String text) {
            return super.textNode(text.codePoints()
                    .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
    }
}
