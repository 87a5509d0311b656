package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.checker.Sample;
import workbook.checker.finding.Status;
import workbook.checker.finding.TaskResult;
import workbook.checker.finding.Verdict;
import workbook.checker.learner.StarterLanguage;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/**
 * The starters have the gaps of the exercise and say of themselves that they are not started; and whoever fills the gaps
 * passes, as they do with what {@code src/test/resources/starters} writes into them.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class StartersTest {

    private static final Path STARTERS = Home.find().root().resolve("starters");
    private static final Path FILLINGS = Path.of("src/test/resources/starters");
    private static final Pattern TODO = Pattern.compile("TODO (\\d+):");
    private static final Pattern GIVEN = Pattern.compile("(?s)\\n(#|//) --- Given, and the same in every starter.*");

    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| [^|]+ \\| (\\S+) \\|");

    /** A starter has no page, and threads can be counted in a JVM only. */
    private static final Map<String, Set<String>> SKIPPED =
            Map.of("2.3", Set.of("2.3/9", "2.3/10", "2.3/11"), "3.2", Set.of("3.2/11"));

    /** How many are graded at once: two processors are busy with fewer, and more would only hold each other up. */
    private static final int LANES = 5;

    /** What takes longest begins first, or it would be alone at the end. */
    private static final List<String> LONGEST = List.of("3.1", "3.3", "3.2");

    private static final ExecutorService GRADING = Executors.newFixedThreadPool(LANES);

    /** The starters with their gaps filled. */
    @TempDir
    static Path filled;

    @BeforeAll
    static void fill() throws IOException, PatchFailedException {
        for (Starter starter : all()) {
            Files.createDirectories(starter.in(filled));
            Patch<String> filling = UnifiedDiffUtils.parseUnifiedDiff(Files.readAllLines(
                    FILLINGS.resolve(starter.language().word()).resolve(starter.folder() + ".diff")));
            Files.write(
                    starter.program(filled), DiffUtils.patch(Files.readAllLines(starter.program(STARTERS)), filling));
        }
    }

    @AfterAll
    static void close() {
        GRADING.close();
    }

    private record Starter(StarterLanguage language, String folder) {

        private String task() {
            return folder.split("-")[0];
        }

        private Path in(Path tree) {
            return tree.resolve(language.word()).resolve(folder);
        }

        /** Its source, which is a single file. */
        private Path program(Path tree) {
            return in(tree).resolve(names(in(STARTERS)).findFirst().orElseThrow());
        }

        /** The time that it takes, as its place in an order. */
        private int rank() {
            return LONGEST.contains(task()) ? LONGEST.indexOf(task()) : LONGEST.size();
        }

        /** The stub is started as the learner does it. */
        private TaskResult gradeStub() {
            return grade("exec " + language.command(), in(STARTERS));
        }

        /** A grading starts its server several times, and {@code go run} links it for each of them. */
        private TaskResult gradeFilled() {
            String command = language == StarterLanguage.GO
                    ? "go build -o server server.go && exec ./server"
                    : "exec " + language.command();
            return grade(command, in(filled));
        }

        private TaskResult grade(String command, Path folder) {
            return NodeServer.grade(task(), new Target.Command(command, folder));
        }

        @Override
        public String toString() {
            return language.title() + " " + task();
        }
    }

    private static List<Starter> all() {
        return Arrays.stream(StarterLanguage.values())
                .flatMap(language -> names(STARTERS.resolve(language.word()))
                        .filter(name -> !name.endsWith(".md"))
                        .map(folder -> new Starter(language, folder)))
                .toList();
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                texts.add(Files.readString(file));
            }
            return String.join("\n", texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> todos(String text) {
        return TODO.matcher(text)
                .results()
                .map(todo -> Integer.valueOf(todo.group(1)))
                .sorted()
                .toList();
    }

    @Test
    void eachTaskIsThereInEachLanguage() {
        Set<List<String>> folders = Set.copyOf(Arrays.stream(StarterLanguage.values())
                .map(language -> all().stream()
                        .filter(starter -> starter.language() == language)
                        .map(Starter::folder)
                        .toList())
                .toList());
        assertEquals(
                Set.of(List.of(
                        "1.2-wire-format",
                        "2.1-first-stream",
                        "2.3-event-types",
                        "3.1-replay",
                        "3.2-heartbeat",
                        "3.3-broadcast")),
                folders);
    }

    @Test
    void theGapsAreThoseOfTheExercise() {
        for (Starter starter : all()) {
            Path exercise = Home.find().root().resolve("exercises").resolve(starter.folder());
            assertEquals(
                    todos(text(exercise.resolve("src/main/java"))),
                    todos(text(starter.in(STARTERS))),
                    starter::toString);
        }
    }

    @Test
    void whatIsGivenIsTheSameEverywhere() {
        for (StarterLanguage language : StarterLanguage.values()) {
            Set<String> given = Set.copyOf(all().stream()
                    .filter(starter -> starter.language() == language)
                    .flatMap(starter -> Stream.of(starter.program(STARTERS), starter.program(filled)))
                    .flatMap(program -> GIVEN.matcher(text(program)).results())
                    .map(MatchResult::group)
                    .map(text -> text.replaceFirst("\n    serve\\(.*", ""))
                    .toList());
            assertEquals(1, given.size(), () -> language + " has " + given.size() + " of them");
        }
    }

    /** Each starter reads each setting of its task, and the README says with which default. */
    @Test
    void theSettingsAreThoseOfTheRegistry() throws IOException {
        Workbook workbook = WorkbookReader.workbook(Home.find());
        Map<String, String> settings = new TreeMap<>();
        for (Starter starter : all()) {
            String text = text(starter.in(STARTERS));
            workbook.task(starter.task()).orElseThrow().config().forEach((key, usual) -> {
                String variable = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
                assertTrue(text.contains(variable) && text.contains(usual), () -> starter + " reads no " + variable);
                settings.put(variable, usual);
            });
        }
        for (String name : List.of("README.md", "README.zh-CN.md")) {
            Map<String, String> told = SETTING.matcher(Files.readString(STARTERS.resolve(name)))
                    .results()
                    .filter(row -> !row.group(1).equals("PORT"))
                    .collect(Collectors.toMap(
                            row -> row.group(1), row -> row.group(2), (one, same) -> one, TreeMap::new));
            assertEquals(settings, told, name);
        }
    }

    @Test
    void noneIsStarted() throws Exception {
        each(
                6,
                starter ->
                        assertEquals(Status.NOT_STARTED, starter.gradeStub().status(), () -> starter + ": the stub"));
    }

    @Test
    void whoeverFillsTheGapsPasses() throws Exception {
        each(9, starter -> {
            TaskResult task = starter.gradeFilled();
            Set<String> skipped = SKIPPED.getOrDefault(starter.task(), Set.of());
            assertEquals(
                    List.of(),
                    task.checks().stream()
                            .filter(check -> check.verdict()
                                    != (skipped.contains(check.id()) ? Verdict.SKIPPED : Verdict.PASSED))
                            .toList(),
                    starter::toString);
            assertEquals(Status.PASSED, task.status(), () -> starter + ": " + task.trouble());
        });
    }

    private interface Trial {
        void on(Starter starter);
    }

    /** @param oneIn how many days it takes to take each once */
    private static void each(int oneIn, Trial trial) throws InterruptedException, ExecutionException {
        Sample sample = Sample.asked();
        List<Starter> taken = sample.part(all(), oneIn).stream()
                .filter(starter -> starter.language().installed())
                .sorted(Comparator.comparingInt(Starter::rank))
                .toList();
        List<Future<?>> trials = new ArrayList<>();
        for (Starter starter : taken) {
            trials.add(GRADING.submit(() -> {
                long begun = System.nanoTime();
                trial.on(starter);
                System.out.printf(Locale.ROOT, "%s: %.1f s%n", starter, (System.nanoTime() - begun) / 1e9);
            }));
        }
        for (Future<?> each : trials) {
            each.get();
        }
        System.out.println("graded " + taken.size() + " of " + all().size() + " starters, " + sample);
    }
}
