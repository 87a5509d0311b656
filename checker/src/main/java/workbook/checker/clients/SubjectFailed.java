package workbook.checker.clients;

import workbook.checker.text.Text;

/** Thrown when the program under test cannot be started, reached or used. The sentence says why, and what to do. */
public final class SubjectFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;

    public SubjectFailed(Text sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    public Text sentence() {
        return sentence;
    }
}
