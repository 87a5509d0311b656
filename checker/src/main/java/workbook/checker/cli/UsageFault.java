package workbook.checker.cli;

import workbook.checker.text.Text;

/** The command line asks for something that there is not. The sentence says what there is. */
final class UsageFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;

    UsageFault(Text sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    Text sentence() {
        return sentence;
    }
}
