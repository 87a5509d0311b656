package workbook.checker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.faulty.Handler;
import workbook.checker.finding.Finding;
import workbook.checker.http.Bytes;
import workbook.checker.report.Golden;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** Each faulty endpoint breaks the rule it is made for and no other, and each odd one breaks none. */
class ConformanceMatrixTest {

    /**
     * Endpoints that are judged at once, since most of a run is waiting. What the machine was too busy for is looked at again,
     * with fewer beside it, and then alone.
     */
    private static final List<Integer> SIDE_BY_SIDE = List.of(16, 4, 1);

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    /** How many there are hangs on when the probe came. */
    private static final Pattern NUMBERS = Pattern.compile("N( s| 秒|)([,、] ?N\\1)*( and N more| 等 N 个)?");

    @Test
    void eachFaultIsCaughtAndNoOther() throws Exception {
        List<Variation> all = chosen(Stream.concat(FaultyEndpoints.all().stream(), OddEndpoints.all().stream()));
        Map<Variation, ConformanceReport> reports = new LinkedHashMap<>();
        List<Variation> left = all;
        for (int atOnce : SIDE_BY_SIDE) {
            reports.putAll(judge(left, atOnce));
            left = left.stream()
                    .filter(variation -> !isRight(variation, reports.get(variation)))
                    .toList();
        }
        Map<String, String> wrong = new TreeMap<>();
        reports.forEach((variation, report) -> {
            if (!isRight(variation, report)) {
                wrong.put(variation.toString(), told(report, variation.breaks()));
            }
        });
        if (all.size() > 20 && wrong.isEmpty()) {
            messages(reports);
        }
        assertEquals(Map.of(), wrong);
    }

    private static boolean isRight(Variation variation, ConformanceReport report) {
        return broken(report).equals(new TreeSet<>(variation.breaks())) && !report.isBroken();
    }

    /** Some of them only, while one is written: {@code -Dvariants='live/.*'}. */
    private static List<Variation> chosen(Stream<Variation> all) {
        Optional<Pattern> wanted =
                Optional.ofNullable(System.getProperty("variants")).map(Pattern::compile);
        return all.filter(variation -> wanted.map(
                                pattern -> pattern.matcher(variation.toString()).find())
                        .orElse(true))
                .toList();
    }

    private static void messages(Map<Variation, ConformanceReport> reports) {
        for (Language language : Language.values()) {
            String text = reports.entrySet().stream()
                    .filter(entry -> !entry.getKey().breaks().isEmpty())
                    .flatMap(entry -> entry.getValue()
                            .of(RuleVerdict.FAILED)
                            .map(result -> message(entry.getKey(), result, language)))
                    .collect(Collectors.joining("\n"));
            Golden.verify("probe-messages." + language.code() + ".txt", text);
        }
    }

    /** What does not differ from run to run: a message without times and counts of what came. */
    private static String message(Variation variation, RuleResult result, Language language) {
        Finding finding = result.finding();
        List<Text> lines = new ArrayList<>(List.of(
                result.rule().title(), finding.expected(), finding.received(), finding.why(), finding.likely()));
        finding.conversations().stream()
                .flatMap(talk -> talk.mark().stream())
                .forEach(mark -> lines.add(Text.text("^ %s", "^ %s", mark.note())));
        String body = lines.stream()
                .filter(line -> !line.isEmpty())
                .map(line -> "  " + line.in(language) + "\n")
                .collect(Collectors.joining());
        String still = NUMBERS.matcher(NUMBER.matcher(body).replaceAll("N")).replaceAll("N$1");
        return "## " + variation + "\n" + still;
    }

    private static Map<Variation, ConformanceReport> judge(List<Variation> all, int atOnce)
            throws InterruptedException, ExecutionException {
        Semaphore free = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<ConformanceReport>> runs = all.stream()
                    .<Callable<ConformanceReport>>map(variation -> () -> {
                        free.acquire();
                        try {
                            return judge(variation);
                        } finally {
                            free.release();
                        }
                    })
                    .toList();
            Map<Variation, ConformanceReport> reports = new LinkedHashMap<>();
            List<Future<ConformanceReport>> futures = threads.invokeAll(runs);
            for (int i = 0; i < all.size(); i++) {
                reports.put(all.get(i), futures.get(i).get());
            }
            return reports;
        }
    }

    private static ConformanceReport judge(Variation variation) {
        try (ScriptedServer server = Handler.start(0, variation.endpoint().get())) {
            URI uri = server.uri().resolve("/events");
            Endpoint endpoint = new Endpoint("GET", uri, List.of(), Bytes.EMPTY, Optional.empty());
            Plan plan = variation.plan().apply(atTestPace(Plan.of(endpoint)));
            return new ConformanceRun(plan, AllRules.CARDS, Baseline.EMPTY, Listening.NONE).run();
        }
    }

    static Plan atTestPace(Plan plan) {
        return plan.on(SampleStream.PACE);
    }

    private static Set<String> broken(ConformanceReport report) {
        return report.of(RuleVerdict.FAILED).map(RuleResult::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String told(ConformanceReport report, Set<String> breaks) {
        return report.results().stream()
                .filter(result -> result.verdict() == RuleVerdict.FAILED
                        || result.verdict() == RuleVerdict.BROKEN
                        || breaks.contains(result.id()))
                .map(result -> result.id() + " " + result.verdict().word() + ": "
                        + result.finding().received().en() + result.note().en())
                .collect(Collectors.joining("; "));
    }

    /** Rules that need a process, another program or TLS have tests of their own. */
    private static final Set<String> ELSEWHERE =
            Set.of("open/14b", "live/7", "nginx/1", "nginx/2", "browser/1", "browser/2", "browser/3");

    @Test
    void eachRuleHasAFaultyEndpoint() {
        Set<String> broken = FaultyEndpoints.all().stream()
                .flatMap(variation -> variation.breaks().stream())
                .collect(Collectors.toSet());
        List<String> rules = AllRules.CARDS.stream()
                .filter(rule -> rule.level() != Level.INFO)
                .map(RuleCard::id)
                .filter(id -> !broken.contains(id) && !ELSEWHERE.contains(id))
                .toList();
        assertEquals(List.of(), rules);
        assertTrue(OddEndpoints.all().size() >= 25);
    }
}
