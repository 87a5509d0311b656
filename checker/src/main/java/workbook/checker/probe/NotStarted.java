package workbook.checker.probe;

/** The learner has not begun: the answer is 501, or the page says so. */
final class NotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotStarted(String request) {
        super(request + " answered 501");
    }

    private NotStarted(String what, Throwable cause) {
        super(what, cause);
    }

    static NotStarted answers() {
        return new NotStarted("nothing is filled in in " + Answers.FILE, null);
    }

    static NotStarted page() {
        return new NotStarted("app.js calls todo()", null);
    }
}
