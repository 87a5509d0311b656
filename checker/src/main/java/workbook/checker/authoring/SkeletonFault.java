package workbook.checker.authoring;

import workbook.checker.text.Text;

/** A skeleton that cannot be made. Nothing has been written. */
public final class SkeletonFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;

    SkeletonFault(Text sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    /** Why not, and what to do. */
    public Text sentence() {
        return sentence;
    }
}
