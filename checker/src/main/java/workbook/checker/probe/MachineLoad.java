package workbook.checker.probe;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * How busy this machine is. Limits of time grow with it, and with nothing that the server under test does: one that takes
 * long to start may still be quick to answer, and a slow one must not buy itself time.
 */
final class MachineLoad {

    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();
    private static final int LONGEST_TURN = 6;
    private static final int LONGEST_WAIT = 3;

    private MachineLoad() {}

    /**
     * By how much a thread that is ready may be late, from 1 to 6 times as on a quiet machine: as many processes want a
     * core as the system's load average says, and they take turns.
     */
    static int turns() {
        return Math.clamp((long) Math.ceil(each()), 1, LONGEST_TURN);
    }

    /**
     * How many times longer an answer may take than on a quiet machine, from 1 to 3. It grows by less than the turns do:
     * the limit on a quiet machine is a hundred times what an answer takes, and a process that mostly waits is served
     * first.
     */
    static int waits() {
        return Math.clamp((long) Math.ceil(each() / 2), 1, LONGEST_WAIT);
    }

    /** Processes for each core; a system without a load average counts as quiet. */
    private static double each() {
        return SYSTEM.getSystemLoadAverage() / SYSTEM.getAvailableProcessors();
    }
}
