package workbook.bench;

/** Thrown for a problem that the user can mend. */
final class BenchFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BenchFault(String sentence) {
        super(sentence);
    }
}
