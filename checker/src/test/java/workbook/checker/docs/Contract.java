package workbook.checker.docs;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import workbook.checker.text.Language;

/**
 * The contract of a task, as its lesson numbers it:
 *
 * <pre>
 * ## The contract
 *
 * - **C1** What a server must do.
 * - **C2** What else it must do. Not checked: why no check looks at it.
 * </pre>
 */
record Contract(List<Clause> clauses) {

    private static final Pattern ITEM = Pattern.compile("(?m)^- \\*\\*C(\\d+)\\*\\* (.+)$");
    private static final Map<Language, String> HEADINGS = Map.of(Language.EN, "The contract", Language.ZH, "约定");
    private static final Map<Language, Pattern> EXCEPTIONS = Map.of(
            Language.EN, Pattern.compile("^(.+?) Not checked: (.+)$"), Language.ZH, Pattern.compile("^(.+?)不检查：(.+)$"));

    /** @param reason why no check looks at the clause; empty where one does */
    record Clause(int number, String sentence, String reason) {

        boolean checked() {
            return reason.isEmpty();
        }
    }

    static Contract of(Markdown lesson, Language language) {
        String list = lesson.section(HEADINGS.get(language)).text();
        return new Contract(ITEM.matcher(list)
                .results()
                .map(item -> clause(item, EXCEPTIONS.get(language)))
                .toList());
    }

    private static Clause clause(MatchResult item, Pattern exception) {
        int number = Integer.parseInt(item.group(1));
        return exception
                .matcher(item.group(2))
                .results()
                .findFirst()
                .map(parts -> new Clause(number, parts.group(1), parts.group(2)))
                .orElse(new Clause(number, item.group(2), ""));
    }

    List<Integer> numbers() {
        return clauses.stream().map(Clause::number).toList();
    }

    List<Integer> unchecked() {
        return clauses.stream()
                .filter(clause -> !clause.checked())
                .map(Clause::number)
                .toList();
    }
}
