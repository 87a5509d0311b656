package workbook.checker.server;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.text.Text;

/**
 * Finds the line of a configuration file that a program died of, from what Helidon and the program said of it.
 *
 * @param output all that the program printed
 */
record ConfigurationDiagnosis(List<Configuration> files, String output) {

    private static final Pattern NO_YAML = Pattern.compile("ConfigParserException: Cannot read from source:");
    private static final Pattern PLACE = Pattern.compile("in 'reader', line (\\d+), column (\\d+):\\n(.*)");
    private static final Pattern MISSING =
            Pattern.compile("MissingValueException: Requested value for configuration key '([^']+)' is not present");
    private static final Pattern UNFIT =
            Pattern.compile("ConfigMappingException: Mapping of value '([^']*)' stored under key '([^']+)' has failed");
    private static final Pattern REFUSED = Pattern.compile("(?m)^Exception in thread \"main\" [\\w.$]+: (.+)$");

    Optional<Trouble> trouble() {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        return NO_YAML.matcher(output).find()
                ? noYaml()
                : missing().or(this::unfit).or(this::refused);
    }

    /** The parser names the place where it gave up last, and what was wrong there above it. */
    private Optional<Trouble> noYaml() {
        String said = output.split("\n\\s*(?:at |Caused by)", 2)[0];
        List<MatchResult> places = PLACE.matcher(said).results().toList();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        MatchResult place = places.getLast();
        int line = Integer.parseInt(place.group(1));
        int column = Integer.parseInt(place.group(2));
        String[] before = said.substring(0, place.start()).strip().split("\n");
        String problem = before[before.length - 1].strip().replaceFirst(".*Cannot read from source: ", "");
        String shown = place.group(3).strip();
        Configuration file = files.stream()
                .filter(one ->
                        line <= one.lines().size() && one.lines().get(line - 1).contains(shown))
                .findFirst()
                .orElse(files.getFirst());
        return Optional.of(new Trouble.NoYaml(file.name(), line, column, same(problem), line(file, line)));
    }

    private Optional<Trouble> missing() {
        Matcher missing = MISSING.matcher(output);
        if (!missing.find()) {
            return Optional.empty();
        }
        String key = missing.group(1);
        Text wanted = text("the key %s", "键 %s", key);
        Configuration file = files.getFirst();
        Optional<Trouble> misspelt = file.meant(key).map(line -> unusable(file, line, wanted));
        return misspelt.or(() -> file.above(key)
                        .<Trouble>map(line -> new Trouble.Unusable(
                                file.name(),
                                line.number(),
                                text("no such key under %s", "%s 之下没有这个键", line.key()),
                                wanted,
                                line(file, line.number()))))
                .or(() -> Optional.of(new Trouble.Unusable(file.name(), 0, text("no such key", "没有这个键"), wanted, "")));
    }

    private Optional<Trouble> unfit() {
        Matcher unfit = UNFIT.matcher(output);
        if (!unfit.find()) {
            return Optional.empty();
        }
        Text wanted = output.contains("Duration")
                ? text("a duration such as PT1S, PT0.5S or PT2M", "时长，例如 PT1S、PT0.5S 或 PT2M")
                : output.contains("NumberFormatException") ? text("a number", "数字") : text("another value", "另一个值");
        return files.stream()
                .flatMap(file -> file.key(unfit.group(2)).stream()
                        .filter(line -> line.value().equals(unfit.group(1)))
                        .map(line -> unusable(file, line, wanted)))
                .findFirst();
    }

    /** What the program itself says of one of its keys, and of the value that stands there. */
    private Optional<Trouble> refused() {
        Matcher refused = REFUSED.matcher(output);
        if (!refused.find()) {
            return Optional.empty();
        }
        String said = refused.group(1);
        return files.stream()
                .flatMap(file -> file.keys().stream()
                        .filter(line -> line.key().contains(".") && said.contains(line.key()))
                        .filter(line -> !line.value().isEmpty() && said.contains(line.value()))
                        .map(line -> unusable(file, line, text("what your program says: %s", "程序的说法：%s", said))))
                .findFirst();
    }

    private static Trouble unusable(Configuration file, Configuration.Line line, Text wanted) {
        return new Trouble.Unusable(file.name(), line.number(), same(line.shown()), wanted, line(file, line.number()));
    }

    private static String line(Configuration file, int number) {
        return number < 1 || number > file.lines().size()
                ? ""
                : String.format(Locale.ROOT, "%4d  %s", number, file.lines().get(number - 1));
    }
}
