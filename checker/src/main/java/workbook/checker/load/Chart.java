package workbook.checker.load;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.html.Html;
import workbook.checker.load.LoadReport.Slice;

/**
 * Curves over the time of a run, as SVG, in the colours of the style sheet around it.
 *
 * @param name what the chart shows, for a reader who cannot see it
 * @param end of the time that is shown, in seconds
 */
record Chart(String name, List<Slice> slices, double end, List<Curve> curves) {

    /**
     * A line through the middle of each slice.
     *
     * @param style class in the style sheet
     */
    record Curve(String style, ToDoubleFunction<Slice> value) {}

    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 88;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 34;
    private static final int STEPS = 4;

    void draw(Html body) {
        String box = String.format(Locale.ROOT, "0 0 %d %d", WIDTH, HEIGHT);
        body.open("svg", "class", "chart", "viewBox", box, "role", "img", "aria-label", name);
        double top = round(Math.max(greatest(), 1e-3));
        values(body, top);
        times(body);
        curves.forEach(curve -> curve(body, curve, top));
        body.close();
    }

    private double greatest() {
        return curves.stream()
                .flatMapToDouble(curve -> slices.stream().mapToDouble(curve.value()))
                .max()
                .orElse(0);
    }

    private void values(Html body, double top) {
        for (int i = 0; i <= STEPS; i++) {
            double value = top * i / STEPS;
            String y = number(y(value, top));
            String right = Integer.toString(WIDTH - RIGHT);
            body.element("line", "", "class", "grid", "x1", Integer.toString(LEFT), "x2", right, "y1", y, "y2", y);
            String label = top >= STEPS ? Figures.count(value) : Figures.number(value);
            body.element("text", label, "class", "value", "x", Integer.toString(LEFT - 8), "y", y);
        }
    }

    private void times(Html body) {
        double step = Math.max(1, Math.ceil(shown() / 10));
        String y = Integer.toString(HEIGHT - 8);
        for (double at = 0; at <= shown(); at += step) {
            body.element("text", Figures.count(at) + " s", "class", "time", "x", number(x(at)), "y", y);
        }
    }

    private void curve(Html body, Curve curve, double top) {
        List<String> points = slices.stream()
                .map(slice ->
                        number(x(middle(slice))) + "," + number(y(curve.value().applyAsDouble(slice), top)))
                .toList();
        // A line of a single point is not drawn; one of the same point twice is, as a dot.
        String shape = (points.size() == 1 ? Stream.of(points.getFirst(), points.getFirst()) : points.stream())
                .collect(Collectors.joining(" "));
        body.element("polyline", "", "class", curve.style(), "points", shape);
    }

    private double middle(Slice slice) {
        return (slice.at() + Math.min(shown(), slice.at() + slice.seconds())) / 2;
    }

    /** The seconds that are shown: one at least, or a very short run would have no scale. */
    private double shown() {
        return Math.max(end, 1);
    }

    private double x(double seconds) {
        return LEFT + seconds / shown() * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - Math.min(1, value / top) * (HEIGHT - TOP - BOTTOM);
    }

    /** The top of a scale, such that its quarters are round numbers, too. */
    private static double round(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 4, 6, 8}) {
            if (most <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
