package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/** The instructor's guide: it quotes only what is there, says the same in both languages, and its minutes add up. */
class InstructorTest {

    private static final Home HOME = Home.find();

    /** What is done with a task, in the order in which its section says the minutes. */
    private static final Map<Language, List<String>> DOINGS =
            Map.of(Language.EN, List.of("show", "exercise", "discussion"), Language.ZH, List.of("演示", "练习", "讨论"));

    private static final Pattern STEP = Pattern.compile("\\. ");
    private static final Pattern KEY = Pattern.compile("[a-zA-Z+?\\[\\]]");
    private static final Pattern KEYS = Pattern.compile("\\| (`[a-zA-Z+?\\[\\]]`(?: `[a-zA-Z+?\\[\\]]`)*) \\| ");
    private static final Pattern CONTROL = Pattern.compile("\\{ key: \"([^\"]+)\"");

    private static final Pattern MINUTES =
            Pattern.compile("(?m)^\\*\\*(?:Minutes\\.|时间。)\\*\\*\\D+(\\d+)\\D+(\\d+)\\D+(\\d+)\\D*$");

    @ParameterizedTest
    @EnumSource
    void quotesOnlyWhatIsThere(Language language) {
        assertEquals(List.of(), Quotes.problems(HOME, guide(language)));
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertEquals(List.of(), Parity.problems(guide(Language.EN), guide(Language.ZH)));
        assertEquals(outline(Language.EN), outline(Language.ZH));
    }

    @ParameterizedTest
    @EnumSource
    void theKeysAreThoseOfTheConsole(Language language) throws IOException {
        Set<String> console = CONTROL.matcher(Files.readString(HOME.root().resolve("web/live/live.js")))
                .results()
                .map(control -> control.group(1))
                .filter(key -> !key.equals("Escape")) // it leaves; the text says what
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> guide = guide(language)
                .text()
                .lines()
                .map(KEYS::matcher)
                .filter(Matcher::lookingAt)
                .flatMap(row -> Stream.of(row.group(1).split(" ")))
                .map(code -> code.replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(console.size() > 10, "the keys in live.js");
        assertEquals(console, guide);
    }

    @ParameterizedTest
    @EnumSource
    void everyTaskHasASection(Language language) {
        List<String> tasks = WorkbookReader.workbook(HOME).tasks().stream()
                .map(task -> heading(task, language))
                .toList();
        List<String> sections = guide(language).headings().stream()
                .map(Markdown.Heading::title)
                .filter(title -> title.matches("\\d\\.\\d .*"))
                .toList();
        assertEquals(tasks, sections);
    }

    @ParameterizedTest
    @EnumSource
    void theMinutesOfEachPlanAddUp(Language language) {
        List<Timetable> plans = Timetable.in(guide(language));
        assertEquals(3, plans.size(), "half a day, and two days");
        plans.forEach(plan -> assertEquals(List.of(), plan.problems()));
    }

    @ParameterizedTest
    @EnumSource
    void theTwoDaysGiveEachTaskItsMinutes(Language language) {
        Markdown guide = guide(language);
        List<Timetable.Row> rows = Timetable.in(guide).stream()
                .skip(1)
                .flatMap(plan -> plan.rows().stream())
                .filter(row -> !row.task().isEmpty())
                .toList();
        assertTrue(rows.size() > 20, "rows with a task");
        for (Timetable.Row row : rows) {
            assertEquals(minutes(guide, row, language), row.minutes(), row.what());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "| 0:25 | 25 | = | 0:25 | 20 | = the minutes until then end at 0:45",
                "| 0:25 | 25 | = | 0:30 | 25 | = the minutes until then end at 0:25",
                "| 3:30 | 210 | = | 3:30 | 200 | = the minutes add up to 210, and the total says 200"
            })
    void minutesThatDoNotAddUpAreNamed(String right, String wrong, String words) {
        Markdown guide = guide(Language.EN);
        assertTrue(guide.text().contains(right), right);
        List<String> problems = Timetable.in(guide.with(guide.text().replace(right, wrong)))
                .getFirst()
                .problems();
        assertTrue(problems.toString().contains(words), () -> "not named in " + problems);
    }

    private static int minutes(Markdown guide, Timetable.Row row, Language language) {
        Task task = WorkbookReader.workbook(HOME).task(row.task()).orElseThrow();
        Matcher minutes = MINUTES.matcher(guide.section(heading(task, language)).text());
        assertTrue(minutes.find(), () -> "no minutes in the section of " + task.id());
        int doing = DOINGS.get(language).indexOf(row.doing());
        assertTrue(doing >= 0, () -> "\"" + row.what() + "\" is none of " + DOINGS.get(language));
        return Integer.parseInt(minutes.group(1 + doing));
    }

    /** What a machine can compare beside {@link Parity}: steps, rows and their columns, plans, checks and keys. */
    private static List<String> outline(Language language) {
        Markdown guide = guide(language);
        Stream<String> lines = guide.text()
                .lines()
                .map(line -> line.startsWith("|") ? "|".repeat(line.split("\\|").length) : STEP.split(line, 2)[0])
                .filter(line -> line.matches("\\|+| *\\d+"));
        Stream<String> plans = Timetable.in(guide).stream()
                .flatMap(plan -> plan.rows().stream())
                .map(row -> row.start() + " " + row.minutes() + " " + row.task()
                        + DOINGS.get(language).indexOf(row.doing()));
        Stream<String> codes = guide.codes().stream()
                .map(Markdown.Code::body)
                .filter(code ->
                        code.matches("\\d\\.\\d/\\d+") || KEY.matcher(code).matches());
        return Stream.of(lines, plans, codes).flatMap(parts -> parts).toList();
    }

    private static String heading(Task task, Language language) {
        return task.id() + " " + task.title().in(language);
    }

    private static Markdown guide(Language language) {
        return Markdown.read(
                HOME.root().resolve(language == Language.EN ? "docs/instructor.md" : "docs/instructor.zh-CN.md"));
    }
}
