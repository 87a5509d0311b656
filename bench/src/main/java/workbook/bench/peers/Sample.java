package workbook.bench.peers;

import java.util.OptionalDouble;
import workbook.checker.load.LoadReport;

/**
 * What one scene was like, once.
 *
 * @param clientBusy the part of its time in which the load client had work to do: near 1, the client is measured
 */
record Sample(String peer, String scene, int round, LoadReport report, OptionalDouble clientBusy) {

    private static final double SATURATED = 0.9;

    /** Only what is complete and in order counts. */
    boolean counts() {
        return report.passed() && !report.interrupted();
    }

    boolean clientIsTheLimit() {
        return clientBusy.orElse(0) > SATURATED;
    }
}
