package workbook.checker.probe;

/** The learner has not begun: the answer is 501, or the page says so. */
public final class ExerciseNotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExerciseNotStarted(String request) {
        super(request + " answered 501");
    }

    private ExerciseNotStarted(String what, Throwable cause) {
        super(what, cause);
    }

    static ExerciseNotStarted answers() {
        return new ExerciseNotStarted("nothing is filled in in " + Answers.FILE, null);
    }

    static ExerciseNotStarted page() {
        return new ExerciseNotStarted("app.js calls todo()", null);
    }
}
