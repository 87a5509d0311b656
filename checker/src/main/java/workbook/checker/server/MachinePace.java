package workbook.checker.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How many times slower a machine is than the one that limits of time are made for. Limits grow with it, so that a busy
 * machine is not taken for a fault of the learner.
 *
 * @param factor at least 1
 */
public record MachinePace(double factor) {

    /** The pace of a machine of which nothing is known. */
    public static final MachinePace USUAL = new MachinePace(1);

    private static final Duration USUAL_START = Duration.ofSeconds(2);
    private static final int SLOWEST_START = 6;

    /** Up to this factor a limit is as many times as long as a processor has threads that want it. */
    private static final int SLOWEST = 3;

    /** From ten threads for each processor on, limits grow again, more slowly: most of these threads wait for one another. */
    private static final double OVERLOADED = 0.3;

    private static final int SLOWEST_OF_ALL = 6;

    /**
     * By the time that a server took to start: a measure of how long another start may take, and of nothing else. A program
     * that begins slowly may answer at once, and one that begins at once may never answer.
     */
    static MachinePace of(Duration start) {
        return new MachinePace(Math.clamp(start.dividedBy(USUAL_START), 1, SLOWEST_START));
    }

    /** By how many threads want each processor now; from 1 to 3, and on a machine that is overloaded up to 6. */
    public static MachinePace now() {
        return ofLoad(Load.now(), Runtime.getRuntime().availableProcessors());
    }

    /** @param load threads that run or want to run */
    static MachinePace ofLoad(double load, int processors) {
        double wanting = load / processors;
        return new MachinePace(
                Math.clamp(Math.max(Math.min(wanting, SLOWEST), wanting * OVERLOADED), 1.0, SLOWEST_OF_ALL));
    }

    public Duration stretch(Duration limit) {
        return Duration.ofNanos(Math.round(limit.toNanos() * factor));
    }

    public MachinePace atMost(double most) {
        return new MachinePace(Math.min(factor, most));
    }

    public MachinePace slower(MachinePace other) {
        return factor < other.factor ? other : this;
    }

    /** The load of this machine, looked at a few times a second at most. */
    private static final class Load {

        private static final long LOOK_AGAIN = Duration.ofMillis(200).toNanos();

        /** The weight of one look among those before it: a burst of compiling is over before it counts. */
        private static final double WEIGHT = 0.2;

        private static final Path LINUX = Path.of("/proc/loadavg");

        private static long looked;
        private static double running;
        private static double load;

        private Load() {}

        static synchronized double now() {
            long now = System.nanoTime();
            if (looked == 0 || now - looked > LOOK_AGAIN) {
                looked = now;
                running += WEIGHT * (runnable() - running);
                // The average of a system follows a new load only after half a minute; a system without one says -1.
                load = Math.max(
                        running, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            }
            return load;
        }

        /** The threads besides this one that run or want to run, where the system tells. */
        private static int runnable() {
            try {
                String counts = Files.readString(LINUX).split(" ")[3];
                return Integer.parseInt(counts.substring(0, counts.indexOf('/'))) - 1;
            } catch (IOException | RuntimeException unknown) {
                return 0;
            }
        }
    }
}
