package workbook.checker.load;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Locale;
import workbook.checker.load.LoadReport.Spread;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;

/** Formats numbers with as many digits as they are worth. */
final class Figures {

    private Figures() {}

    /** {@code 19 980}. */
    static String count(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number)).replace(',', ' ');
    }

    /** {@code 1.54}, {@code 60.2} or {@code 1 204}. */
    static String number(double number) {
        double size = Math.abs(number);
        if (size >= 100) {
            return count(number);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", number);
    }

    static Text seconds(Duration time) {
        return Seconds.of(number(Seconds.number(time)));
    }

    static Text spread(Spread spread) {
        return text(
                "p50 %s ms, p99 %s ms, max %s ms",
                "p50 %s 毫秒，p99 %s 毫秒，最大 %s 毫秒", number(spread.p50()), number(spread.p99()), number(spread.max()));
    }

    static Text kibibytes(double bytes) {
        return same(number(bytes / 1024) + " KiB");
    }

    static Text mebibytes(double bytes) {
        return same(number(bytes / 1024 / 1024) + " MiB");
    }
}
