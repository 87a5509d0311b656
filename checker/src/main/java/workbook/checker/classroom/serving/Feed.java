package workbook.checker.classroom.serving;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A stream that any number of pages read, and can come back to: who missed little gets what he missed, who missed more a
 * snapshot, which stands for everything before it.
 *
 * <p>What is told and what the snapshot shows must not change between the two, so both are done under one lock, which is
 * the owner's.
 */
public final class Feed {

    /**
     * What a feed may hold.
     *
     * @param updates kept for a page that comes back
     * @param bytes of these
     * @param pages pages at a time
     */
    public record Limits(int updates, long bytes, int pages) {}

    private record Update(long number, byte[] block) {}

    /** A page's place, and the bytes that its stream begins with. */
    record Place(OpenPage page, byte[] beginning) {}

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final byte[] RETRY = utf8("retry: 1000\n\n");

    private final Object lock;
    private final String id;
    private final Limits limits;
    private final Supplier<String> snapshot;
    private final Set<OpenPage> pages = new HashSet<>();
    private final Deque<Update> kept = new ArrayDeque<>();
    private long bytes;
    private long number;
    private boolean ended;

    /**
     * A feed without an update.
     *
     * @param lock held by whoever changes what the snapshot shows
     * @param id what tells its events from those of another process, or of another file
     * @param snapshot all there is to show now, as JSON
     */
    public Feed(Object lock, String id, Limits limits, Supplier<String> snapshot) {
        this.lock = lock;
        this.id = id;
        this.limits = limits;
        this.snapshot = snapshot;
    }

    /** An update took its number, but there is nothing to tell. */
    public void skip() {
        synchronized (lock) {
            number++;
        }
    }

    /** Tells all pages. JSON has no line ends of its own, so one data line is enough. */
    public void tell(String type, String json) {
        synchronized (lock) {
            number++;
            byte[] block = block(type, json);
            kept.addLast(new Update(number, block));
            bytes += block.length;
            while (kept.size() > limits.updates() || bytes > limits.bytes()) {
                bytes -= kept.removeFirst().block().length;
            }
            pages.removeIf(page -> !page.offer(block));
        }
    }

    /** Says goodbye to all pages, and lets nobody in any more. */
    public void end() {
        synchronized (lock) {
            ended = true;
            byte[] goodbye = utf8("event: goodbye\ndata: {}\n\n");
            pages.forEach(page -> page.end(goodbye));
            pages.clear();
        }
    }

    /** Answers with the stream, until the page leaves or the feed ends. Keeps its thread until then. */
    public void serve(ServerRequest req, ServerResponse res, Duration heartbeat) throws IOException {
        Optional<String> last = req.headers().first(LAST_EVENT_ID).filter(given -> !given.isEmpty());
        Optional<Place> place = join(Thread.currentThread(), heartbeat, last);
        if (place.isEmpty()) {
            res.status(Status.SERVICE_UNAVAILABLE_503).header(HeaderNames.RETRY_AFTER, "10");
            res.send("too many pages are open\n");
            return;
        }
        OpenPage page = place.get().page();
        res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        try (OutputStream out = res.outputStream()) {
            page.writeTo(out, place.get().beginning());
        } catch (InterruptedException e) {
            // The page stood still for too long, or the server is stopping.
        } finally {
            leave(page);
        }
    }

    /** In one step: what the page has missed, and its place for what comes. Empty where all places are taken. */
    Optional<Place> join(Thread writer, Duration heartbeat, Optional<String> lastId) {
        synchronized (lock) {
            if (ended || pages.size() >= limits.pages()) {
                return Optional.empty();
            }
            OpenPage page = new OpenPage(writer, heartbeat);
            pages.add(page);
            ByteArrayOutputStream beginning = new ByteArrayOutputStream();
            beginning.writeBytes(RETRY);
            if (!lastId.map(last -> missed(last, beginning)).orElse(false)) {
                beginning.writeBytes(block("snapshot", snapshot.get()));
            }
            return Optional.of(new Place(page, beginning.toByteArray()));
        }
    }

    void leave(OpenPage page) {
        synchronized (lock) {
            pages.remove(page);
        }
    }

    /** Whether all that came after this id is still there; it is added then. */
    private boolean missed(String lastId, ByteArrayOutputStream beginning) {
        String prefix = id + "-";
        if (!lastId.startsWith(prefix) || !lastId.substring(prefix.length()).matches("\\d{1,15}")) {
            return false;
        }
        long last = Long.parseLong(lastId.substring(prefix.length()));
        long oldest = kept.isEmpty() ? number + 1 : kept.getFirst().number();
        if (last > number || last + 1 < oldest) {
            return false;
        }
        kept.stream()
                .filter(update -> update.number() > last)
                .map(Update::block)
                .forEach(beginning::writeBytes);
        return true;
    }

    private byte[] block(String type, String json) {
        return utf8("id: " + id + "-" + number + "\nevent: " + type + "\ndata: " + json + "\n\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
