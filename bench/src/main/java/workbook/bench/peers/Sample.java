package workbook.bench.peers;

import java.util.OptionalDouble;
import workbook.checker.load.LoadReport;

/**
 * The result of one run of a scene.
 *
 * @param clientBusy the share of time in which the load client had work to do; near 1, it is the client that is
 *     measured
 */
record Sample(String peer, String scene, int round, LoadReport report, OptionalDouble clientBusy) {

    private static final double SATURATED = 0.9;

    /** Whether the sample is used: only if everything arrived, once and in order. */
    boolean counts() {
        return report.passed() && !report.interrupted();
    }

    boolean clientIsTheLimit() {
        return clientBusy.orElse(0) > SATURATED;
    }
}
