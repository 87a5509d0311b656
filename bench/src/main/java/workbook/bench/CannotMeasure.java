package workbook.bench;

/** Something that whoever called can mend. */
final class CannotMeasure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotMeasure(String sentence) {
        super(sentence);
    }
}
