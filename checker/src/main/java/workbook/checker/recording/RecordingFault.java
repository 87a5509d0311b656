package workbook.checker.recording;

import workbook.checker.text.Text;

/** Thrown when a stream cannot be recorded, or a file is no recording. The sentence says why, and what to do. */
public final class RecordingFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;

    RecordingFault(Text sentence) {
        super(sentence.en());
        this.sentence = sentence;
    }

    public Text sentence() {
        return sentence;
    }
}
