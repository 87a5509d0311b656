package workbook.checker.cli;

import workbook.checker.text.Text;

/** Thrown when a server that was asked for cannot run. The sentence says why, and what to do. */
final class NoServer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;

    NoServer(Text sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    Text sentence() {
        return sentence;
    }
}
