package workbook.checker.load;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import workbook.checker.html.StandalonePage;

/** Lines over the time of a run, as SVG. Colours are those of the style sheet around it. */
final class Chart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 88;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 34;
    private static final int STEPS = 4;

    private final List<LoadReport.Slice> slices;
    private final double end;
    private final double most;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param end of the time that is shown, in seconds
     * @param most the greatest value there is
     * @param name what it shows, for whoever cannot see it
     */
    Chart(List<LoadReport.Slice> slices, double end, double most, String name) {
        this.slices = slices;
        this.end = Math.max(end, 1);
        this.most = round(Math.max(most, 1e-3));
        out.append("<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(WIDTH, HEIGHT, StandalonePage.escape(name)));
        grid();
    }

    /** A line through the middle of each slice. */
    Chart line(String style, ToDoubleFunction<LoadReport.Slice> value) {
        StringBuilder points = new StringBuilder();
        for (LoadReport.Slice slice : slices) {
            double middle = (slice.at() + Math.min(end, slice.at() + slice.seconds())) / 2;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(middle), y(value.applyAsDouble(slice))));
        }
        String shape = slices.size() == 1
                ? "%1$s %1$s".formatted(points.toString().strip())
                : points.toString().strip();
        out.append("<polyline class=\"")
                .append(style)
                .append("\" points=\"")
                .append(shape)
                .append("\"/>\n");
        return this;
    }

    String svg() {
        return out + "</svg>\n";
    }

    private void grid() {
        for (int i = 0; i <= STEPS; i++) {
            double value = most * i / STEPS;
            String y = String.format(Locale.ROOT, "%.1f", y(value));
            out.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
                    .formatted(LEFT, WIDTH - RIGHT, y, y));
            out.append("<text class=\"value\" x=\"%d\" y=\"%s\">%s</text>\n".formatted(LEFT - 8, y, label(value)));
        }
        double step = Math.max(1, Math.ceil(end / 10));
        for (double at = 0; at <= end; at += step) {
            out.append(String.format(
                    Locale.ROOT,
                    "<text class=\"time\" x=\"%.1f\" y=\"%d\">%s s</text>\n",
                    x(at),
                    HEIGHT - 8,
                    Figures.count(at)));
        }
    }

    private String label(double value) {
        return most >= STEPS ? Figures.count(value) : Figures.number(value);
    }

    private double x(double seconds) {
        return LEFT + seconds / end * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - Math.min(1, value / most) * (HEIGHT - TOP - BOTTOM);
    }

    /** Up to a number whose quarters are round, too. */
    private static double round(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 4, 6, 8}) {
            if (most <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
