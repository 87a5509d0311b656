package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.Pace;
import workbook.checker.conformance.Plan;

/** How a probe goes about it. */
final class ProbeOptions {

    private static final Pattern TIME = Pattern.compile("(\\d{1,5})(s|m|)");
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "30s")
    private String watch;

    @Option(names = "--pid", paramLabel = "PID")
    private Long pid;

    @Option(names = "--hard")
    private boolean hard;

    /** Judges the endpoint of these options. */
    ConformanceReport judge(Screen screen, EndpointOptions endpoint, Function<Plan, ConformanceReport> run) {
        Duration time = time("--for", watch);
        URI uri = endpoint.uri(Optional.empty());
        return run.apply(new Plan(
                endpoint.endpoint(screen, uri),
                time,
                endpoint.cause(uri),
                Optional.empty(),
                Optional.empty(),
                pid == null ? OptionalLong.empty() : OptionalLong.of(pid),
                false,
                false,
                Optional.<Path>empty(),
                endpoint.isRemote(uri),
                hard,
                Pace.REAL));
    }

    /** A time such as {@code 30s}, {@code 2m} or {@code 30}. */
    static Duration time(String option, String word) {
        Matcher time = TIME.matcher(word);
        if (time.matches()) {
            long number = Long.parseLong(time.group(1));
            Duration asked = time.group(2).equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
            if (asked.compareTo(LEAST) >= 0 && asked.compareTo(MOST) <= 0) {
                return asked;
            }
        }
        throw new UsageFault(text(
                "\"%s\" will not do for %s. Wanted: a time from 1s to 60m, for example 30s",
                "\"%s\" 不能用于 %s。应为 1s 到 60m 的时间，例如 30s", word, option));
    }
}
