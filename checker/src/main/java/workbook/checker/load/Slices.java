package workbook.checker.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The deliveries of each second. In a long run the slices grow wider, so that there are never more than a chart can
 * show.
 */
final class Slices {

    private static final int MOST = 240;
    private static final int DIGITS = 2;

    private List<Histogram> slices = new ArrayList<>();
    private long width = TimeUnit.SECONDS.toNanos(1);

    /** Adds a delivery at this time of the run, in nanoseconds since the first post. */
    void add(long at, long micros) {
        long index = Math.max(0, at) / width;
        while (index >= MOST) {
            fold();
            index = Math.max(0, at) / width;
        }
        while (slices.size() <= index) {
            slices.add(new Histogram(DIGITS));
        }
        slices.get((int) index).recordValue(micros);
    }

    void addAll(Slices others) {
        while (width < others.width) {
            fold();
        }
        while (others.width < width) {
            others.fold();
        }
        for (int i = 0; i < others.slices.size(); i++) {
            if (i == slices.size()) {
                slices.add(new Histogram(DIGITS));
            }
            slices.get(i).add(others.slices.get(i));
        }
    }

    /** Joins neighbouring slices in pairs, each of twice the width. */
    private void fold() {
        List<Histogram> folded = new ArrayList<>();
        for (int i = 0; i < slices.size(); i += 2) {
            Histogram both = slices.get(i);
            if (i + 1 < slices.size()) {
                both.add(slices.get(i + 1));
            }
            folded.add(both);
        }
        slices = folded;
        width *= 2;
    }

    List<LoadReport.Slice> all() {
        double seconds = (double) width / TimeUnit.SECONDS.toNanos(1);
        List<LoadReport.Slice> all = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            all.add(new LoadReport.Slice(i * seconds, seconds, LoadReport.Spread.ofMicros(slices.get(i))));
        }
        return all;
    }
}
