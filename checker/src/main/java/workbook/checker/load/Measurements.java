package workbook.checker.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one loop has measured. Only the thread of the loop writes here; other threads read after it has ended. */
final class Measurements {

    private static final int DIGITS = 3;
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

    final Histogram latency = new Histogram(DIGITS);
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

    void delivered(long at, long took, boolean measured) {
        deliveries++;
        lastDelivery = at;
        if (measured) {
            long micros = micros(took);
            latency.recordValue(micros);
            slices.add(at, micros);
        }
    }

    static long micros(long nanos) {
        return Math.clamp(nanos / 1000, 0, LONGEST_MICROS);
    }

    void addAll(Measurements others) {
        latency.add(others.latency);
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
    }
}
