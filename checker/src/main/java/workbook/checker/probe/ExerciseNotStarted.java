package workbook.checker.probe;

/** The learner has not begun: the answer is 501, or the page says so. */
public final class ExerciseNotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ExerciseNotStarted(String sign) {
        super(sign);
    }

    static ExerciseNotStarted request(String request) {
        return new ExerciseNotStarted(request + " answered 501");
    }

    static ExerciseNotStarted answers() {
        return new ExerciseNotStarted("nothing is filled in in " + Answers.FILE);
    }

    static ExerciseNotStarted page() {
        return new ExerciseNotStarted("app.js calls todo()");
    }
}
