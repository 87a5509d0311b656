package workbook.checker.faulty;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Task 2.1 done right on the fast clock, in parts. A faulty server overrides the part in which it sins. */
class ClockServer implements TinyServer.Handler {

    static final Duration INTERVAL = Duration.ofMillis(100);
    static final int COUNT = 10;

    @Override
    public void answer(TinyServer.Request request, Reply reply) throws Exception {
        head(reply);
        run(reply);
        end(reply);
    }

    void head(Reply reply) {
        reply.eventStream();
    }

    void run(Reply reply) throws Exception {
        long begun = System.nanoTime();
        for (int n = 0; n < count(); n++) {
            pause(begun, interval().multipliedBy(n));
            send(reply, event(n));
        }
    }

    int count() {
        return COUNT;
    }

    Duration interval() {
        return INTERVAL;
    }

    String event(int n) {
        return "data: " + time(n) + "\n\n";
    }

    String time(int n) {
        return Instant.now().toString();
    }

    void send(Reply reply, String event) {
        reply.write(event);
    }

    void end(Reply reply) throws Exception {
        reply.end();
    }

    /** A clock ticks: here, and only here, time itself is what is waited for. */
    static void pause(long begun, Duration until) {
        long left = begun + until.toNanos() - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = begun + until.toNanos() - System.nanoTime();
        }
    }
}
