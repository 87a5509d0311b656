package workbook.checker.workbook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.checker.text.Text;

/**
 * One task of the workbook. Every name under which it appears derives from its id and slug, here.
 *
 * @param id for example {@code 2.1}
 * @param slug for example {@code first-stream}
 * @param config the keys of its {@code application.yaml} that a check may override, with their defaults
 * @param send what the console may send to its server; empty where the server makes its events by itself
 */
public record Task(String id, String slug, Text title, Map<String, String> config, Optional<ConsoleInput> send) {

    /** The form of an id: chapter, dot, number. */
    public static final Pattern ID = Pattern.compile("[1-9]\\.[1-9]");

    /** The form of a slug: words of small letters and digits, joined by hyphens. */
    public static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** The key that says where the shared log is. */
    public static final String LOG = "log.url";

    public Task {
        config = Map.copyOf(config);
    }

    /** Whether its servers are nodes that share a log, which is started with them. */
    public boolean sharesLog() {
        return config.containsKey(LOG);
    }

    /** The folder in {@code exercises/} and {@code solutions/}, for example {@code 2.1-first-stream}. */
    public String folder() {
        return id + "-" + slug;
    }

    /** The package of its checks, within that of all checks, for example {@code task2_1}. */
    public String checkPackage() {
        return "task" + id.replace('.', '_');
    }

    /** The check class, within the package of all checks, for example {@code task2_1.FirstStreamChecks}. */
    public String checkClass() {
        return checkPackage() + "." + words() + "Checks";
    }

    /** The class that the learner fills in, for example {@code FirstStreamService}. */
    public String serviceClass() {
        return words() + "Service";
    }

    /** The id of one of its checks, for example {@code 2.1/3}. */
    public String check(int number) {
        return id + "/" + number;
    }

    private String words() {
        return Arrays.stream(slug.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
