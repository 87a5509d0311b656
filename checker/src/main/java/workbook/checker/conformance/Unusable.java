package workbook.checker.conformance;

import workbook.checker.text.Text;

/** There is no event stream to judge. The sentence says what is there instead, and what to do. */
public final class Unusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;
    private final boolean unreachable;

    private Unusable(Text sentence, boolean unreachable) {
        super(sentence.en());
        this.sentence = sentence;
        this.unreachable = unreachable;
    }

    /** Nobody answered. */
    public static Unusable unreachable(Text sentence) {
        return new Unusable(sentence, true);
    }

    /** Something answered, but the address or the options are not those of an event stream. */
    public static Unusable misdirected(Text sentence) {
        return new Unusable(sentence, false);
    }

    public Text sentence() {
        return sentence;
    }

    public boolean isUnreachable() {
        return unreachable;
    }
}
