package workbook.checker.scripted;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AnswerTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void whatACheckWritesWaitsForTheHeadOfTheScript() throws Exception {
        CountDownLatch checkWrites = new CountDownLatch(1);
        try (Site site = site((request, answer) -> {
                    checkWrites.await();
                    answer.eventStream().hold();
                });
                Socket page = get(site)) {
            Answer answer = first(site);
            Thread check = Thread.ofPlatform().start(() -> answer.write("data: 1\n\n"));
            awaitBlocked(check);
            checkWrites.countDown();
            check.join(LIMIT);
            assertTrue(read(page, 15).startsWith("HTTP/1.1 200 OK"));
        }
    }

    @Test
    void aCheckMayCutBeforeTheHead() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        try (Site site = site((request, answer) -> cut.await());
                Socket page = get(site)) {
            Answer answer = first(site);
            answer.cut();
            answer.write("data: 1\n\n");
            cut.countDown();
            assertEquals("", read(page, 1));
        }
    }

    /** A client may count the time from the last chunk on before the thread that wrote it goes on. */
    @Test
    void theEndIsNoLaterThanTheLastChunk() throws Exception {
        AtomicReference<Instant> written = new AtomicReference<>();
        OutputStream slow = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int size) {
                written.set(Instant.now());
                while (!Instant.now().isAfter(written.get())) {
                    Thread.onSpinWait();
                }
            }
        };
        try (Socket socket = new Socket() {
            @Override
            public OutputStream getOutputStream() {
                return slow;
            }
        }) {
            Request request = new Request(Instant.now(), "GET", "/events", Map.of(), Set.of(), new byte[0], "HTTP/1.1");
            Answer answer = new Answer(request, socket, InputStream.nullInputStream(), new AtomicLong(10_000));
            answer.eventStream().end();
            Answer.Sent end = answer.sent().getLast();
            assertEquals(Answer.Kind.END, end.kind());
            assertFalse(end.at().isAfter(written.get()), () -> end.at() + " is after " + written.get());
        }
    }

    private static Site site(Script script) {
        return Site.start(path -> Optional.empty(), script);
    }

    private static Socket get(Site site) throws IOException {
        Socket page = new Socket("127.0.0.1", site.uri().getPort());
        page.getOutputStream().write("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(US_ASCII));
        return page;
    }

    private static Answer first(Site site) {
        List<Answer> answers = site.await(request -> true, 1, LIMIT);
        assertEquals(1, answers.size());
        return answers.getFirst();
    }

    private static String read(Socket page, int bytes) throws IOException {
        return new String(page.getInputStream().readNBytes(bytes), US_ASCII);
    }

    private static void awaitBlocked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
