package workbook.bench;

/** Thrown for a problem that the user can mend. */
final class CannotMeasure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotMeasure(String sentence) {
        super(sentence);
    }
}
