package workbook.checker.faulty.servers;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import workbook.checker.faulty.Handler;
import workbook.checker.faulty.Reply;
import workbook.checker.scripted.Request;

/** Task 2.1 done right on the fast clock, in parts. A faulty server overrides the part in which it sins. */
public class ClockServer implements Handler {

    public static final Duration INTERVAL = Duration.ofMillis(100);
    public static final int COUNT = 10;

    @Override
    public void answer(Request request, Reply reply) throws Exception {
        head(reply);
        run(reply);
        end(reply);
    }

    protected void head(Reply reply) {
        reply.eventStream();
    }

    protected void run(Reply reply) throws Exception {
        long begun = System.nanoTime();
        for (int n = 0; n < count(); n++) {
            pause(begun, interval().multipliedBy(n));
            send(reply, event(n));
        }
    }

    protected int count() {
        return COUNT;
    }

    protected Duration interval() {
        return INTERVAL;
    }

    protected String event(int n) {
        return "data: " + time(n) + "\n\n";
    }

    protected String time(int n) {
        return Instant.now().toString();
    }

    protected void send(Reply reply, String event) {
        reply.write(event);
    }

    protected void end(Reply reply) throws Exception {
        reply.end();
    }

    public static void pause(int milliseconds) {
        pause(System.nanoTime(), Duration.ofMillis(milliseconds));
    }

    /** A clock ticks: here, and only here, time itself is what is waited for, unless the server is closed. */
    public static void pause(long begun, Duration until) {
        long left = begun + until.toNanos() - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = begun + until.toNanos() - System.nanoTime();
        }
    }
}
