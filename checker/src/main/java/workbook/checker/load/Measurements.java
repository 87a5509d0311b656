package workbook.checker.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What one loop has measured. Only the thread of the loop writes here; other threads read after it has ended. */
final class Measurements {

    private static final int DIGITS = 3;
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

    /** What was measured at one node. */
    static final class AtNode {

        final Histogram latency = new Histogram(DIGITS);
        int clients;
        long deliveries;
        long longestGap;

        private void addAll(AtNode others) {
            latency.add(others.latency);
            clients += others.clients;
            deliveries += others.deliveries;
            longestGap = Math.max(longestGap, others.longestGap);
        }
    }

    final List<AtNode> nodes;
    final Histogram connect = new Histogram(DIGITS);
    final Histogram back = new Histogram(DIGITS);
    final Slices slices = new Slices();
    final StreamFaults faults = new StreamFaults();
    long deliveries;
    long comments;
    long lastDelivery;
    long lastHead;
    int connected;
    int lost;
    int slowEnded;
    long backRefused;
    long returns;

    Measurements(int nodes) {
        this.nodes = Stream.generate(AtNode::new).limit(nodes).toList();
    }

    void delivered(int node, long at, long took, boolean measured) {
        deliveries++;
        nodes.get(node).deliveries++;
        lastDelivery = at;
        if (measured) {
            long micros = micros(took);
            nodes.get(node).latency.recordValue(micros);
            slices.add(at, micros);
        }
    }

    /** Notes the time between two events on one connection, in nanoseconds. */
    void gap(int node, long nanos) {
        AtNode there = nodes.get(node);
        there.longestGap = Math.max(there.longestGap, nanos);
    }

    /** Of all nodes together. */
    Histogram latency() {
        Histogram all = new Histogram(DIGITS);
        nodes.forEach(node -> all.add(node.latency));
        return all;
    }

    static long micros(long nanos) {
        return Math.clamp(nanos / 1000, 0, LONGEST_MICROS);
    }

    void addAll(Measurements others) {
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).addAll(others.nodes.get(i));
        }
        connect.add(others.connect);
        back.add(others.back);
        slices.addAll(others.slices);
        faults.addAll(others.faults);
        deliveries += others.deliveries;
        comments += others.comments;
        lastDelivery = Math.max(lastDelivery, others.lastDelivery);
        lastHead = Math.max(lastHead, others.lastHead);
        connected += others.connected;
        lost += others.lost;
        slowEnded += others.slowEnded;
        backRefused += others.backRefused;
        returns += others.returns;
    }
}
