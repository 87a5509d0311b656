package workbook.checker.probe;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import workbook.checker.finding.WireText;
import workbook.checker.text.Text;
import workbook.checker.workbook.AnswerSheet;
import workbook.checker.workbook.AnswerSheet.Answer;
import workbook.checker.workbook.ConfigFault;

/**
 * The {@code answers.yaml} of a task, held to the facts. A check asks its questions one after the other, and then
 * requires:
 *
 * <pre>{@code
 * probe.answers()
 *         .yesNo("event-source.post", false, text("EventSource always sends a GET", "…"))
 *         .oneOf("choose.ticker", List.of("event-source", "fetch"), "event-source", text("…", "…"))
 *         .number("requests.polling", measured, text("…", "…"))
 *         .require();
 * }</pre>
 */
public final class Answers {

    public static final String FILE = "answers.yaml";

    private static final int NAMED = 3;

    private final Path file;
    private final Text shown;
    private final Map<String, Question> questions = new LinkedHashMap<>();

    private record Question(AnswerForm form, String right, Text fact) {}

    /** A question and what was answered. */
    private record Given(String key, Question question, Answer answer) {
        private boolean isEmpty() {
            return answer.value().isEmpty();
        }

        private boolean isUnknown() {
            return !isEmpty() && question.form.read(answer.value()).isEmpty();
        }

        private boolean isWrong() {
            return !isEmpty() && !question.form.read(answer.value()).equals(Optional.of(question.right));
        }

        private Text shown() {
            return answer.line() == 0
                    ? same(key)
                    : text("%s (line %d)", "%s（第 %d 行）", WireText.escape(key), answer.line());
        }
    }

    Answers(Path file, String shown) {
        this.file = file;
        this.shown = same(shown);
    }

    /** @param fact why that is the right answer, in one sentence */
    public Answers yesNo(String key, boolean right, Text fact) {
        return ask(key, AnswerForm.YES_OR_NO, right ? "yes" : "no", fact);
    }

    public Answers oneOf(String key, List<String> words, String right, Text fact) {
        return ask(key, AnswerForm.oneOf(words), right, fact);
    }

    public Answers number(String key, long right, Text fact) {
        return ask(key, AnswerForm.NUMBER, Long.toString(right), fact);
    }

    private Answers ask(String key, AnswerForm form, String right, Text fact) {
        questions.put(key, new Question(form, right, fact));
        return this;
    }

    /**
     * Requires that every question is answered, and rightly.
     *
     * @throws ExerciseNotStarted if nothing is answered at all
     * @throws CheckFailure for the first answer that is not right: a word that is not allowed comes before a wrong answer,
     *     and that before a missing one
     */
    public void require() {
        List<Answer> filled = read();
        requireKnownKeys(filled);
        List<Given> all = questions.entrySet().stream()
                .map(entry -> given(entry.getKey(), entry.getValue(), filled))
                .toList();
        if (all.stream().allMatch(Given::isEmpty)) {
            throw ExerciseNotStarted.answers();
        }
        first(all, Given::isUnknown, this::unknownWord);
        first(all, Given::isWrong, this::wrong);
        first(all, Given::isEmpty, this::unanswered);
    }

    private List<Answer> read() {
        try {
            return AnswerSheet.read(file).answers();
        } catch (ConfigFault fault) {
            throw Fault.expected(text("%s with a word behind each colon", "%s，每个冒号后面一个词", shown))
                    .received(fault.complaint())
                    .likely(text(
                            "each line is \"key: answer\", with a space behind the colon and the indent that it came with",
                            "每行都是 \"键: 答案\"，冒号后面要有空格，缩进保持原样"))
                    .failure();
        }
    }

    private void requireKnownKeys(List<Answer> filled) {
        for (Answer answer : filled) {
            if (!questions.containsKey(answer.key())) {
                throw Fault.expected(text("only the keys that %s came with", "%s 里只能有原来的那些键", shown))
                        .received(
                                text("line %d: \"%s\"", "第 %d 行：\"%s\"", answer.line(), WireText.escape(answer.key())))
                        .why(text("a key says which question is answered", "键表示回答的是哪个问题"))
                        .likely(text(
                                "the key was changed, or its indent; missing now: %s",
                                "键或它的缩进被改动了；现在缺少的是：%s", missing(filled)))
                        .failure();
            }
        }
    }

    private Text missing(List<Answer> filled) {
        List<String> there = filled.stream().map(Answer::key).toList();
        List<String> missing =
                questions.keySet().stream().filter(key -> !there.contains(key)).toList();
        return missing.isEmpty() ? text("none", "无") : same(String.join(", ", missing));
    }

    /** A question whose key was deleted counts as not answered. */
    private static Given given(String key, Question question, List<Answer> filled) {
        return filled.stream()
                .filter(answer -> answer.key().equals(key))
                .findFirst()
                .map(answer -> new Given(key, question, answer))
                .orElseGet(() -> new Given(key, question, new Answer(key, "", 0)));
    }

    private static void first(List<Given> all, Predicate<Given> such, Function<List<Given>, CheckFailure> failure) {
        List<Given> found = all.stream().filter(such).toList();
        if (!found.isEmpty()) {
            throw failure.apply(found);
        }
    }

    private CheckFailure unknownWord(List<Given> found) {
        Given first = found.getFirst();
        return Fault.expected(text("%s: %s", "%s：%s", first.key, first.question.form.allowed()))
                .received(received(first))
                .why(text("the comment above it in %s names what may stand there", "%s 里它上方的注释写明了可以填什么", shown))
                .failure();
    }

    private CheckFailure wrong(List<Given> found) {
        Given first = found.getFirst();
        Text others = found.size() == 1
                ? Text.NONE
                : text("not right either: %s", "同样不对的还有：%s", names(found.subList(1, found.size())));
        return Fault.expected(text("%s: %s", "%s：%s", first.key, first.question.right))
                .received(received(first).then(others))
                .why(first.question.fact)
                .failure();
    }

    private CheckFailure unanswered(List<Given> found) {
        return Fault.expected(text("an answer behind each key of %s", "%s 里每个键都有答案", shown))
                .received(text("not answered yet: %s", "尚未回答：%s", names(found)))
                .why(text("what is answered so far is right", "已经回答的都对"))
                .failure();
    }

    private static Text received(Given given) {
        return text("line %d: %s", "第 %d 行：%s", given.answer.line(), WireText.escape(given.answer.value()));
    }

    private static Text names(List<Given> found) {
        List<Text> names =
                new ArrayList<>(found.stream().limit(NAMED).map(Given::shown).toList());
        if (found.size() > NAMED) {
            names.add(text("and %d more", "另外还有 %d 个", found.size() - NAMED));
        }
        return new Text(
                names.stream().map(Text::en).collect(Collectors.joining(", ")),
                names.stream().map(Text::zh).collect(Collectors.joining("、")));
    }
}
