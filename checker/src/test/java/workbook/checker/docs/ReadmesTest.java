package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.Sample;
import workbook.checker.cli.ExitCode;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;

/** What the READMEs and CONTRIBUTING say is so. And where it is not, each untruth is named. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class ReadmesTest {

    private static final Home HOME = Home.find();
    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^\\| (\\d) \\|.*(?:\n\\| \\d \\|.*)*");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.zh-CN.md",
                "CONTRIBUTING.md",
                "ci/README.md",
                "ci/README.zh-CN.md",
                "starters/README.md",
                "starters/README.zh-CN.md",
                "starters/python/README.md",
                "starters/python/README.zh-CN.md",
                "starters/node/README.md",
                "starters/node/README.zh-CN.md",
                "starters/go/README.md",
                "starters/go/README.zh-CN.md",
                "docs/terminal.md",
                "docs/terminal.zh-CN.md"
            })
    void quotesOnlyWhatIsThere(String name) {
        assertEquals(List.of(), Quotes.problems(HOME, read(name)));
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertEquals(List.of(), Parity.problems(read("README.md"), read("README.zh-CN.md")));
        assertEquals(List.of(), Parity.problems(read("ci/README.md"), read("ci/README.zh-CN.md")));
        for (String folder : List.of("starters", "starters/python", "starters/node", "starters/go")) {
            assertEquals(
                    List.of(), Parity.problems(read(folder + "/README.md"), read(folder + "/README.zh-CN.md")), folder);
        }
        assertEquals(List.of(), Parity.problems(read("docs/terminal.md"), read("docs/terminal.zh-CN.md")));
        assertEquals(List.of(), Parity.problems(read("docs/benchmarks.md"), read("docs/benchmarks.zh-CN.md")));
    }

    @ParameterizedTest
    @EnumSource
    void theTablesAreThoseOfTheRegistry(Language language) {
        Tables tables = new Tables(HOME, language);
        new Recorded(file(language), "checklist").verify(tables.checklist());
        new Recorded(file(language), "order").verify(tables.order());
    }

    /**
     * Both languages at once, each in a copy of its own: most of it is waiting for what the checks wait for. A run that
     * takes a sample takes one of them.
     */
    @Test
    void thePicturesAreThoseOfARealRun() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> readers = languages().stream()
                    .<Callable<Void>>map(language -> () -> {
                        showAll(language);
                        return null;
                    })
                    .toList();
            for (Future<Void> reader : threads.invokeAll(readers)) {
                reader.get();
            }
        }
    }

    private static List<Language> languages() {
        List<Language> all = List.of(Language.values());
        Sample sample = Sample.asked();
        return sample.whole() || Recorded.recording() ? all : List.of(sample.one("pictures", all));
    }

    private void showAll(Language language) {
        Pictures pictures = new Pictures(WorkbookCopy.in(folder.resolve(language.code())));
        new Recorded(file(language), "passing").verify(pictures.passing(language), Pictures::stable);
        pictures.forget();
        shows(language, "first start", pictures.firstStart(language));
        shows(language, "not started", pictures.notStarted(language));
        String failing = pictures.failing(language);
        new Recorded(file(language), "failing").verify(failing, Pictures::stable);
        shows(language, "failing", failing);
        shows(language, "watch", pictures.watch(language, failing));
        shows(language, "hints", pictures.hints(language));
        shows(language, "passing", pictures.predicted(language));
        shows(language, "the last one", pictures.lastOne(language));
        shows(language, "all done", pictures.firstStart(language));
    }

    @ParameterizedTest
    @EnumSource
    void theServerInNodeIsTheOneOfTheTests(Language language) throws IOException {
        String server = Files.readString(HOME.root().resolve("checker/src/test/resources/node/first-stream.mjs"));
        new Recorded(file(language), "node").verify("```js\n" + server + "```");
    }

    @ParameterizedTest
    @CsvSource({"README.md, When something does not work", "README.zh-CN.md, 遇到问题时"})
    void everyMessageIsOneThatTheProgramHas(String name, String section) {
        Spoken spoken = Spoken.in(HOME);
        List<String> lines = read(name).section(section).blocks("text").stream()
                .flatMap(String::lines)
                .toList();
        assertEquals(
                List.of(), lines.stream().filter(line -> !spoken.says(line)).toList());
        assertTrue(lines.size() > 5);
        assertFalse(spoken.says(lines.getFirst().replace("JDK", "JVM")), "it must be able to fail");
    }

    @ParameterizedTest
    @EnumSource
    void theExitCodesAreAllOfThem(Language language) {
        List<String> codes = EXIT_CODE
                .matcher(Markdown.read(file(language))
                        .section(language == Language.EN ? "More ways to check" : "检查的其他选项")
                        .text())
                .results()
                .map(MatchResult::group)
                .flatMap(String::lines)
                .map(row -> row.substring(2, 3))
                .toList();
        assertEquals(
                Arrays.stream(ExitCode.values())
                        .map(code -> String.valueOf(code.code()))
                        .toList(),
                codes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "./sse check 2.1 --url | ./sse check 2.1 --uri | Unknown option: '--uri'",
                "./sse doctor | ./sse docter | Unmatched argument",
                "./sse run 2.1 --port 8081 | ./sse run 2.9 --port 8081 | there is no task 2.9",
                "./sse run 2.1 --port 8081 | ./sse run 2.1 --port many | Invalid value for option '--port'",
                "`--seed 4711` | `--sed 4711` | no command has the option --sed",
                "--solutions --format html | --solutions --format pdf | Invalid value for option '--format'",
                "./mvnw verify | ./mvnw verfy | Maven will not know verfy",
                "PORT=8081 node checker | PORT=8081 nod checker | who has a program nod?",
                "check `2.1/3` | check `2.1/30` | there is no check 2.1/30",
                "`config/checker.yaml` | `config/checks.yaml` | there is no config/checks.yaml",
                "`FirstStreamService.java` | `StreamService.java` | there is no StreamService.java",
                "(LICENSE) | (LICENCE) | the link LICENCE leads nowhere",
                "(CONTRIBUTING.md) | (CONTRIBUTING.md#how) | names a heading that is not there",
                "<https://adoptium.net> | <http://adoptium.net> | is no https URL"
            })
    void anUntruthIsNamed(String right, String wrong, String words) {
        Markdown readme = read("README.md");
        assertTrue(readme.text().contains(right), right);
        List<String> problems =
                Quotes.problems(HOME, readme.with(readme.text().replaceFirst(Pattern.quote(right), wrong)));
        assertTrue(problems.toString().contains(words), () -> "not named in " + problems);
    }

    @Test
    void aRecordedPartThatIsOutOfDateIsNamed() throws IOException {
        assumeFalse(Recorded.recording(), "would write it");
        Path copy = Files.copy(HOME.root().resolve("README.md"), folder.resolve("README.md"));
        Files.writeString(copy, Files.readString(copy).replaceFirst("The first stream]", "Another stream]"));
        String now = new Tables(HOME, Language.EN).checklist();

        AssertionError said = assertThrows(AssertionError.class, () -> new Recorded(copy, "checklist").verify(now));

        assertTrue(said.getMessage().contains("recorded: checklist is out of date"), said::getMessage);
    }

    private static void shows(Language language, String name, String screen) {
        new Recorded(terminal(language), name).verify(screen, Pictures::stable);
    }

    private static Path terminal(Language language) {
        return HOME.root().resolve(language == Language.EN ? "docs/terminal.md" : "docs/terminal.zh-CN.md");
    }

    private static Path file(Language language) {
        return HOME.root().resolve(language == Language.EN ? "README.md" : "README.zh-CN.md");
    }

    private static Markdown read(String name) {
        return Markdown.read(HOME.root().resolve(name));
    }
}
