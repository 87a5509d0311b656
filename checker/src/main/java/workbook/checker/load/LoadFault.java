package workbook.checker.load;

import workbook.checker.text.Text;

/** There is nothing to measure: no client was let in, or nothing could be posted. The sentence says why. */
public final class LoadFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;

    LoadFault(Text sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    public Text sentence() {
        return sentence;
    }
}
