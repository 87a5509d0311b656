package workbook.checker.authoring;

import workbook.checker.text.Text;

/** Thrown when a skeleton cannot be made. Nothing has been written then. */
public final class SkeletonFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;

    SkeletonFault(Text sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    /** Says why the skeleton cannot be made, and what to do. */
    public Text sentence() {
        return sentence;
    }
}
