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
 * A stream for any number of pages, which they can come back to: a page that missed little gets what it missed, one
 * that missed more gets a snapshot, which stands for everything before it.
 *
 * <p>Between an update and the snapshot nothing may change, so both are made under one lock, the owner's.
 */
public final class Feed {

    /**
     * The bounds of a feed.
     *
     * @param updates kept for pages that come back
     * @param bytes of these updates together
     * @param pages connected at a time; one in eight of them is kept for this machine
     */
    public record Limits(int updates, long bytes, int pages) {
        int pages(boolean here) {
            return here ? pages : pages - pages / 8;
        }
    }

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
     * Makes a feed without updates.
     *
     * @param lock held by whoever changes what the snapshot shows
     * @param id tells its events from those of another process, or of another file
     * @param snapshot all there is to show now, as JSON
     */
    public Feed(Object lock, String id, Limits limits, Supplier<String> snapshot) {
        this.lock = lock;
        this.id = id;
        this.limits = limits;
        this.snapshot = snapshot;
    }

    /** Takes a number without sending anything to the pages. */
    public void skip() {
        synchronized (lock) {
            number++;
        }
    }

    /** Sends an update to all pages. JSON here has no line breaks, so one data line is enough. */
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

    /** Says goodbye to all pages, and refuses new ones from now on. */
    public void end() {
        synchronized (lock) {
            ended = true;
            byte[] goodbye = utf8("event: goodbye\ndata: {}\n\n");
            pages.forEach(page -> page.end(goodbye));
            pages.clear();
        }
    }

    /** Answers with the stream, and keeps the calling thread until the page leaves or the feed ends. */
    public void serve(ServerRequest req, ServerResponse res, Duration heartbeat) throws IOException {
        Optional<String> last = req.headers().first(LAST_EVENT_ID).filter(given -> !given.isEmpty());
        Optional<Place> place = join(Thread.currentThread(), heartbeat, last, RequestOrigin.isThisMachine(req));
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

    /**
     * Takes a place for what comes, and collects what the page has missed, in one step. Empty where all places are
     * taken.
     *
     * @param here whether the page is on this machine
     */
    Optional<Place> join(Thread writer, Duration heartbeat, Optional<String> lastId, boolean here) {
        synchronized (lock) {
            if (ended || pages.size() >= limits.pages(here)) {
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

    /** Adds everything that came after this id; returns false if some of it is no longer kept. */
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
