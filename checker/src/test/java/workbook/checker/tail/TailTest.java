package workbook.checker.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.conformance.Unusable;
import workbook.checker.faulty.Handler;
import workbook.checker.http.HeaderField;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.server.FreePort;

/** When a tail comes back and when it does not, and what it keeps meanwhile. */
@Execution(ExecutionMode.CONCURRENT)
class TailTest {

    @Test
    void aCutStreamIsFollowedFromItsLastId() throws Exception {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            asked.add(request.header("last-event-id").orElse("none"));
            switch (requests.incrementAndGet()) {
                case 1 -> {
                    reply.eventStream().write("retry: 100\n\nid: 7\ndata: one\n\nid: 8\ndata: tw");
                    reply.cut();
                }
                case 2 -> {
                    reply.eventStream().write("event: tick\ndata: two\n\n");
                    reply.end();
                }
                default -> reply.head("HTTP/1.1 204 No Content");
            }
        })) {
            Following following = Following.of(server.uri());
            assertEquals(TailEnding.CLEAN, following.run());
            assertEquals(List.of("none", "7", "7"), asked);
            assertEquals(
                    """
                    open: status 200, text/event-stream, after N s
                    retry N s
                    message   id 7  one
                    lost: a line without an end, "data: tw"
                    lost: an event without its blank line, "id: 8"
                    the connection was closed before the answer was complete
                    back in N s, with Last-Event-ID: 7
                    open: status 200, text/event-stream, after N s
                    tick      two
                    the server ended the stream cleanly
                    back in N s, with Last-Event-ID: 7
                    status 204: the server says do not come back
                    """
                            .lines()
                            .toList(),
                    following.lines());
            assertTrue(
                    following.complaints().startsWith("events: 2 (message 1, tick 1) · comments: 0 · "),
                    following::complaints);
            assertTrue(following.complaints().endsWith("returns: 2\n"), following::complaints);
        }
    }

    @Test
    void aServerThatIsStartedAgainIsFollowed() throws Exception {
        ScriptedServer first = Handler.start(FreePort.pick(), (request, reply) -> {
            reply.eventStream().write("retry: 100\nid: 1\ndata: before\n\n");
            reply.answer().hold();
        });
        CountDownLatch seen = new CountDownLatch(1);
        Following following =
                Following.of(first.uri()).most(2).as(output -> new Watched(new LineForm(output, false), seen));
        CompletableFuture<TailEnding> tail = following.begin();
        assertTrue(seen.await(60, TimeUnit.SECONDS));
        first.close();
        try (ScriptedServer second = Handler.start(first.port(), (request, reply) -> {
            reply.eventStream()
                    .write("data: after " + request.header("last-event-id").orElse("nothing") + "\n\n");
            reply.answer().hold();
        })) {
            assertEquals(TailEnding.ASKED, Following.ending(tail), following::raw);
            assertEquals(first.port(), second.port());
            assertTrue(following.raw().contains("message   after 1"), following::raw);
        }
    }

    /** Says when the first event has been shown. */
    private record Watched(TailForm form, CountDownLatch seen) implements TailForm {
        @Override
        public void show(Sight sight) {
            form.show(sight);
            if (sight instanceof Sight.Item(long nanos, workbook.checker.sse.StreamItem.Event event, boolean newId)) {
                seen.countDown();
            }
        }

        @Override
        public void finish(TailTally tally) {
            form.finish(tally);
        }

        @Override
        public boolean isClosed() {
            return form.isClosed();
        }
    }

    @Test
    void anErrorAfterAStreamIsFinalAsForEventSource() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            if (requests.incrementAndGet() == 1) {
                reply.eventStream().write("retry: 100\ndata: one\n\n");
                reply.end();
            } else {
                reply.json(503, "{}").cut();
            }
        })) {
            Following following = Following.of(server.uri());
            assertEquals(TailEnding.REFUSED, following.run());
            assertTrue(following.raw().contains("status 503, application/json. EventSource gives up"), following::raw);
        }
    }

    @Test
    void onceDoesNotComeBack() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.eventStream().write("data: one\n\n");
            if (requests.incrementAndGet() == 1) {
                reply.end();
            } else {
                reply.reset();
            }
        })) {
            assertEquals(TailEnding.CLEAN, Following.of(server.uri()).once().run());
            assertEquals(TailEnding.CUT, Following.of(server.uri()).once().run());
            assertEquals(2, requests.get());
        }
    }

    @Test
    void whatAPostCausesIsNotCausedTwice() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            requests.incrementAndGet();
            reply.eventStream().write("retry: 100\ndata: " + request.method() + " " + request.text() + "\n\n");
            reply.end();
        })) {
            Following following = Following.of(server.uri()).posting("hello");
            assertEquals(TailEnding.CLEAN, following.run());
            assertEquals(1, requests.get());
            assertTrue(following.lines().contains("message   POST hello"), following::raw);
        }
    }

    @Test
    void aKnownIdIsSentAndTypesAreChosen() throws Exception {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            String since = request.header("last-event-id").orElse("nothing");
            reply.eventStream()
                    .write(": hi\n\ndata: no\n\nevent: a\ndata: " + since
                            + "\n\nevent: b\ndata: 2\n\nevent: c\ndata: 3\n\n");
            reply.answer().hold();
        })) {
            Following following =
                    Following.of(server.uri()).since("41").types("a", "c").most(2);
            assertEquals(TailEnding.ASKED, following.run());
            assertEquals(
                    List.of("open: status 200, text/event-stream, after N s", "a         41", "c         3"),
                    following.lines());
        }
    }

    @Test
    void anotherOriginGetsNoSecret() throws Exception {
        try (ScriptedServer other = Handler.start(0, (request, reply) -> {
                    reply.eventStream()
                            .write("data: " + request.header("authorization").orElse("nothing") + "\n\n");
                    reply.answer().hold();
                });
                ScriptedServer server = Handler.start(
                        0,
                        (request, reply) -> reply.head(
                                "HTTP/1.1 307 Moved", "Location: " + other.uri() + "/events", "Content-Length: 0"))) {
            Following following = Following.of(server.uri())
                    .with(new HeaderField("Authorization", "Bearer very-secret"))
                    .most(1);
            assertEquals(TailEnding.ASKED, following.run());
            assertTrue(following.lines().contains("message   nothing"), following::raw);
        }
    }

    @Test
    void aSecretThatComesBackIsMasked() throws Exception {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.eventStream()
                    .write("data: you are " + request.header("authorization").orElse("") + "\n\n");
            reply.answer().hold();
        })) {
            Following following = Following.of(server.uri())
                    .with(new HeaderField("Authorization", "Bearer very-secret"))
                    .most(1);
            following.run();
            assertTrue(following.lines().contains("message   you are ***"), following::raw);
        }
    }

    @Test
    void whatIsNoStreamIsSaid() throws Exception {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.head("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 0");
        })) {
            Unusable html = assertThrows(Unusable.class, Following.of(server.uri())::run);
            assertTrue(html.sentence().en().contains("is an HTML page"), html.sentence()::en);
            assertFalse(html.isUnreachable());
        }
        Unusable refused = assertThrows(Unusable.class, Following.of(URI.create("http://127.0.0.1:1"))::run);
        assertTrue(refused.isUnreachable());
    }

    @Test
    void aStreamThatNobodyAskedToCompressIsNotRead() throws Exception {
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Content-Encoding: gzip");
            reply.answer().hold();
        })) {
            Unusable gzip = assertThrows(Unusable.class, Following.of(server.uri())::run);
            assertTrue(gzip.sentence().en().contains("is compressed (gzip)"), gzip.sentence()::en);
        }
    }

    /** An output that takes nothing until it is told to. */
    private static final class Clogged extends OutputStream {
        private final CountDownLatch free = new CountDownLatch(1);

        @Override
        public void write(int b) {
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void write(byte[] bytes, int from, int size) {
            write(0);
        }
    }

    /** Kernel buffers on both sides take some megabytes; what is more would be in the memory of the tail. */
    @Test
    void aFloodIsNotKeptForAReaderThatTakesNothing() throws Exception {
        long most = 48L << 20;
        AtomicLong sent = new AtomicLong();
        byte[] events = ("data: " + "x".repeat(1000) + "\n\n").repeat(64).getBytes();
        try (ScriptedServer server = Handler.start(0, (request, reply) -> {
            reply.eventStream();
            while (true) {
                reply.write(events);
                sent.addAndGet(events.length);
            }
        })) {
            Clogged output = new Clogged();
            Following following = Following.of(server.uri()).to(output).most(200_000);
            CompletableFuture<TailEnding> tail = following.begin();
            long before = -1;
            // The server stands still when it has not written for half a second.
            while (sent.get() == 0 || sent.get() != before && sent.get() < most) {
                before = sent.get();
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS))
                        .join();
            }
            assertTrue(sent.get() < most, sent::toString);
            output.free.countDown();
            assertEquals(TailEnding.ASKED, Following.ending(tail));
            assertTrue(following.complaints().startsWith("events: 200000 "), following::complaints);
        }
    }
}
