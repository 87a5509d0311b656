package workbook.checker.docs;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import workbook.checker.authoring.TaskChecks;
import workbook.checker.probe.Check;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/**
 * The contract of one task, and the checks that hold a server to it.
 *
 * @param contracts the same contract in each language
 */
record HeldContract(Task task, Map<Language, Contract> contracts, List<Check> checks) {

    private static final Map<Language, String> HEADS =
            Map.of(Language.EN, "| Clause | | Checks |", Language.ZH, "| 条款 | | 检查 |");

    static HeldContract of(Home home, Task task) {
        return new HeldContract(
                task,
                Map.of(
                        Language.EN, read(home, task, Language.EN),
                        Language.ZH, read(home, task, Language.ZH)),
                TaskChecks.of(task));
    }

    private static Contract read(Home home, Task task, Language language) {
        return Contract.of(Markdown.read(home.readme(Tree.EXERCISES, task, language)), language);
    }

    /** This contract with one clause more in a language. */
    HeldContract with(Language language, Contract.Clause clause) {
        Map<Language, Contract> changed = new EnumMap<>(contracts);
        List<Contract.Clause> longer = new ArrayList<>(contracts.get(language).clauses());
        longer.add(clause);
        changed.put(language, new Contract(longer));
        return new HeldContract(task, changed, checks);
    }

    /** Sentences on what does not fit; none where lessons and checks agree. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Contract english = contracts.get(Language.EN);
        Contract chinese = contracts.get(Language.ZH);
        List<Integer> counted =
                IntStream.rangeClosed(1, english.clauses().size()).boxed().toList();
        if (!english.numbers().equals(counted)) {
            problems.add(
                    "%s: the clauses must be numbered from C1 on; they are %s".formatted(task.id(), english.numbers()));
        }
        if (!english.numbers().equals(chinese.numbers()) || !english.unchecked().equals(chinese.unchecked())) {
            problems.add("%s: the lessons differ: clauses %s in English and %s in Chinese, not checked are %s and %s"
                    .formatted(
                            task.id(), english.numbers(), chinese.numbers(), english.unchecked(), chinese.unchecked()));
        }
        checks.forEach(check -> unknown(check, english).forEach(problems::add));
        english.clauses().forEach(clause -> {
            boolean held = checks.stream().anyMatch(check -> holds(check, clause));
            if (held != clause.checked()) {
                problems.add(
                        "%s C%d %s"
                                .formatted(
                                        task.id(),
                                        clause.number(),
                                        held
                                                ? "is held by a check, and the lesson says that it is not checked"
                                                : "is held by no check: name it in one, or say in the lesson why it is not checked"));
            }
        });
        return problems;
    }

    private List<String> unknown(Check check, Contract contract) {
        if (check.clauses().length == 0) {
            return List.of("%s names no clause".formatted(task.check(check.number())));
        }
        return Arrays.stream(check.clauses())
                .filter(number -> !contract.numbers().contains(number))
                .mapToObj(number ->
                        "%s names C%d, which the lesson has not".formatted(task.check(check.number()), number))
                .toList();
    }

    private static boolean holds(Check check, Contract.Clause clause) {
        return Arrays.stream(check.clauses()).anyMatch(number -> number == clause.number());
    }

    /** A heading, and a row for each clause. */
    String table(Language language) {
        return "### %s %s\n\n%s\n|---|---|---|\n"
                        .formatted(task.id(), task.title().in(language), HEADS.get(language))
                + contracts.get(language).clauses().stream().map(this::row).collect(joining("\n"));
    }

    private String row(Contract.Clause clause) {
        String held = clause.checked()
                ? checks.stream()
                        .filter(check -> holds(check, clause))
                        .map(check -> task.check(check.number()))
                        .collect(joining(", "))
                : "– " + clause.reason();
        return "| C%d | %s | %s |".formatted(clause.number(), clause.sentence().replace("|", "\\|"), held);
    }
}
