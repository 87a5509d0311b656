package workbook.bench.doc;

import java.util.Arrays;
import java.util.Locale;

/**
 * The median of some figures, and their range.
 *
 * @param count how many figures there are; with none the others mean nothing
 */
public record Median(int count, double median, double least, double most) {

    private static final double THREE_DIGITS = 100;

    public static Median of(double... figures) {
        if (figures.length == 0) {
            return new Median(0, 0, 0, 0);
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Median(sorted.length, median, sorted[0], sorted[sorted.length - 1]);
    }

    /** {@code 53 (48–57)}; a single figure has no range; a dash for none. */
    @Override
    public String toString() {
        return switch (count) {
            case 0 -> "–";
            case 1 -> number(median);
            default -> number(median) + " (" + number(least) + "–" + number(most) + ")";
        };
    }

    /** The median without the range. */
    public String alone() {
        return count == 0 ? "–" : number(median);
    }

    /** Formats with three digits, or two if the figure is small: more would be noise. */
    public static String number(double figure) {
        int decimals = figure >= THREE_DIGITS ? 0 : figure >= 10 ? 0 : figure >= 1 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", figure).replace(',', '\u202f');
    }
}
