package workbook.checker.probe;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import workbook.checker.text.Text;

/**
 * The form of an answer: which words are allowed, and how one is read.
 *
 * @param allowed the words, for the learner
 * @param reading gives a word that was written in another way its usual form, or nothing if it is no such word
 */
record AnswerForm(Text allowed, Function<String, Optional<String>> reading) {

    private static final Set<String> YES = Set.of("yes", "y", "true", "on", "是", "能", "可以");
    private static final Set<String> NO = Set.of("no", "n", "false", "off", "否", "不", "不是", "不能", "不可以");

    static final AnswerForm YES_OR_NO = new AnswerForm(text("yes or no", "yes 或 no"), AnswerForm::yesOrNo);

    static final AnswerForm NUMBER = new AnswerForm(text("a whole number", "整数"), AnswerForm::number);

    static AnswerForm oneOf(List<String> words) {
        return new AnswerForm(same(String.join(" | ", words)), value -> words.stream()
                .filter(word -> plain(word).equals(plain(value)))
                .findFirst());
    }

    Optional<String> read(String value) {
        return reading.apply(value);
    }

    private static Optional<String> yesOrNo(String value) {
        String word = value.toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Optional.of("yes") : NO.contains(word) ? Optional.of("no") : Optional.empty();
    }

    private static Optional<String> number(String value) {
        try {
            return Optional.of(Long.toString(Long.parseLong(value)));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** {@code EventSource} and {@code event source} are as good as {@code event-source}. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
}
