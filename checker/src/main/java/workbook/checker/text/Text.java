package workbook.checker.text;

import java.util.Locale;
import java.util.Objects;

/**
 * One sentence, or a part of one, in both languages. The two stand side by side in the source, so that neither can be
 * forgotten when the other changes.
 */
public record Text(String en, String zh) {

    /** No words at all: the field is left out where it is shown. */
    public static final Text NONE = new Text("", "");

    public Text {
        Objects.requireNonNull(en, "en");
        Objects.requireNonNull(zh, "zh");
    }

    /**
     * A text from two patterns of {@link String#format}. An argument that is itself a {@link Text} appears in the
     * language of the pattern around it. Without arguments the patterns are taken as they are.
     */
    public static Text text(String en, String zh, Object... args) {
        return args.length == 0
                ? new Text(en, zh)
                : new Text(format(en, Language.EN, args), format(zh, Language.ZH, args));
    }

    /** The same characters in both languages: bytes, names, code. */
    public static Text same(String verbatim) {
        return new Text(verbatim, verbatim);
    }

    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case ZH -> zh;
        };
    }

    public boolean isEmpty() {
        return en.isEmpty() && zh.isEmpty();
    }

    /** This text with another sentence after it. */
    public Text then(Text next) {
        if (isEmpty() || next.isEmpty()) {
            return isEmpty() ? next : this;
        }
        return new Text(joined(en, ". ", " ", next.en), joined(zh, "。", "", next.zh));
    }

    private static String joined(String first, String stop, String gap, String second) {
        char last = first.charAt(first.length() - 1);
        return first + (Character.isLetterOrDigit(last) || last == ')' || last == '）' ? stop : gap) + second;
    }

    private static String format(String pattern, Language language, Object[] args) {
        Object[] spoken = args.clone();
        for (int i = 0; i < spoken.length; i++) {
            if (spoken[i] instanceof Text text) {
                spoken[i] = text.in(language);
            }
        }
        return String.format(Locale.ROOT, pattern, spoken);
    }
}
