package workbook.checker.cli;

import workbook.checker.text.Text;

/** Thrown when the command line asks for something that does not exist. The sentence says what does. */
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
