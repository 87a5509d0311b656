package workbook.checker.checks.task5_1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.ScriptedServer;

/**
 * A server behind nginx that knows when it wrote what, and how much of it was taken. {@code ?flood} gets as much as is
 * taken; every other request gets a message at once, and then a heartbeat after each interval.
 */
final class Upstream implements AutoCloseable {

    /** Far more than kernels keep for a connection whose reader stands still. */
    static final long FLOOD = 32L << 20;

    private static final byte[] LINE = ("data: " + "x".repeat(16 << 10) + "\n\n").getBytes(US_ASCII);

    private final byte[] head;
    private final Duration heartbeat;
    private long taken;
    private final ScriptedServer server = ScriptedServer.start(0, this::answer);

    private Upstream(String headers, Duration heartbeat) {
        this.head = ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n" + headers
                        + "Transfer-Encoding: chunked\r\n\r\n")
                .getBytes(US_ASCII);
        this.heartbeat = heartbeat;
    }

    /** @param headers what the learner's server tells nginx in its headers, each line ended */
    static Upstream start(String headers, Duration heartbeat) {
        return new Upstream(headers, heartbeat);
    }

    int port() {
        return server.port();
    }

    /** How many connections came so far, with a whole request or not. */
    int connections() {
        return server.accepted();
    }

    private void answer(Request request, Answer answer) {
        answer.raw(head).chunked();
        if (request.query().equals("flood")) {
            flood(answer);
        } else {
            beat(answer);
        }
    }

    private void flood(Answer answer) {
        for (long sent = 0; sent < FLOOD; sent += LINE.length) {
            answer.chunk(LINE);
            took(LINE.length);
        }
    }

    private void beat(Answer answer) {
        answer.chunk("data: hello\n\n".getBytes(US_ASCII));
        while (!answer.awaitLeft(heartbeat)) {
            answer.chunk(": heartbeat\n\n".getBytes(US_ASCII));
        }
    }

    private synchronized void took(int bytes) {
        taken += bytes;
        notifyAll();
    }

    /**
     * How many bytes of the flood were taken for a reader that takes nothing: waits until it is all of them, or no more
     * are taken for a while.
     *
     * @param begin how long the first of them may take
     */
    synchronized long awaitTaken(Duration begin, Duration still) {
        try {
            if (taken == 0) {
                awaitMore(begin);
            }
            long before = -1;
            while (taken < FLOOD && taken != before) {
                before = taken;
                awaitMore(still);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }

    private synchronized void awaitMore(Duration limit) throws InterruptedException {
        long before = taken;
        long deadline = System.nanoTime() + limit.toNanos();
        while (taken == before && deadline > System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
