package workbook.checker.docs;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.WorkbookReader;

/** {@code docs/checks.md} says which checks hold a server to each clause of each contract, and none is forgotten. */
class ChecksDocTest {

    private static final Home HOME = Home.find();

    private final List<HeldContract> contracts = WorkbookReader.workbook(HOME).tasks().stream()
            .filter(task -> !HOME.planned(task))
            .map(task -> HeldContract.of(HOME, task))
            .toList();

    @Test
    void everyClauseIsHeldOrHasAReason() {
        assertEquals(
                List.of(),
                contracts.stream()
                        .flatMap(contract -> contract.problems().stream())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void theTablesAreThoseOfTheLessons(Language language) {
        new Recorded(page(language).file(), "clauses")
                .verify(contracts.stream()
                        .map(contract -> contract.table(language))
                        .collect(joining("\n\n")));
    }

    @ParameterizedTest
    @EnumSource
    void quotesOnlyWhatIsThere(Language language) {
        assertEquals(List.of(), Quotes.problems(HOME, withoutTables(page(language))));
    }

    /** The tables quote lessons, which name files of their own folders. LessonsTest looks at those. */
    private static Markdown withoutTables(Markdown page) {
        return page.with(page.text().substring(0, page.text().indexOf("<!-- recorded: clauses -->")));
    }

    @Test
    void theExamplesAreTheCode() {
        String code = sources();
        for (String example : page(Language.EN).blocks("java")) {
            assertTrue(code.contains(unindented(example)), () -> "in no check: " + example);
        }
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(HOME.root().resolve("checker/src/main/java/workbook/checker/checks"))) {
            StringBuilder code = new StringBuilder();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                code.append(unindented(Files.readString(file)));
            }
            return code.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "");
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertEquals(List.of(), Parity.problems(page(Language.EN), page(Language.ZH)));
    }

    @Test
    void aClauseThatNoCheckNamesIsNamed() {
        HeldContract whole = contracts.getFirst();
        HeldContract longer = whole.with(Language.EN, clause(99)).with(Language.ZH, clause(99));
        assertEquals(
                List.of(
                        "1.1: the clauses must be numbered from C1 on; they are " + numbers(longer),
                        "1.1 C99 is held by no check: name it in one, or say in the lesson why it is not checked"),
                longer.problems());
    }

    @Test
    void aClauseOfOneLanguageIsNamed() {
        HeldContract whole = contracts.getFirst();
        int next = whole.contracts().get(Language.EN).clauses().size() + 1;
        String problem = whole.with(Language.ZH, clause(next)).problems().getFirst();
        assertEquals("1.1: the lessons differ", problem.substring(0, "1.1: the lessons differ".length()));
    }

    @Test
    void aClauseThatIsNotThereIsNamed() {
        HeldContract whole = contracts.getFirst();
        HeldContract longer = contracts.stream()
                .filter(contract -> contract.task().id().equals("5.2"))
                .findFirst()
                .orElseThrow();
        HeldContract other = new HeldContract(whole.task(), whole.contracts(), longer.checks());
        assertEquals(
                "1.1/13 names C13, which the lesson has not", other.problems().getFirst());
    }

    private static List<Integer> numbers(HeldContract contract) {
        return contract.contracts().get(Language.EN).numbers();
    }

    private static Contract.Clause clause(int number) {
        return new Contract.Clause(number, "What nobody looks at.", "");
    }

    private static Markdown page(Language language) {
        return Markdown.read(HOME.root().resolve(language == Language.EN ? "docs/checks.md" : "docs/checks.zh-CN.md"));
    }
}
