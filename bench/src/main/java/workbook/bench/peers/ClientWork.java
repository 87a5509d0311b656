package workbook.bench.peers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;
import workbook.checker.load.LoadRun;

/** How much of its core the load client, which is this process, uses while events come. */
final class ClientWork implements LoadRun.Watcher {

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long begunAt;
    private long begunCpu;
    private long lastAt;
    private long lastCpu;
    private long seen;

    @Override
    public void at(int connected, int posted, long deliveries) {
        if (deliveries == seen) {
            return;
        }
        seen = deliveries;
        lastAt = System.nanoTime();
        lastCpu = system.getProcessCpuTime();
        if (begunAt == 0) {
            begunAt = lastAt;
            begunCpu = lastCpu;
        }
    }

    OptionalDouble busy() {
        return lastAt > begunAt
                ? OptionalDouble.of((double) (lastCpu - begunCpu) / (lastAt - begunAt))
                : OptionalDouble.empty();
    }
}
