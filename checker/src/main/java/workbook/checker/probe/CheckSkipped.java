package workbook.checker.probe;

import workbook.checker.text.Text;

/** A check cannot be made here, and not because of the server: something that the check needs is not there. */
public final class CheckSkipped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text reason;
    private final boolean missed;

    /** What the check needs was not asked for, so the task can pass without the check. */
    public CheckSkipped(Text reason) {
        this(reason, false);
    }

    private CheckSkipped(Text reason, boolean missed) {
        super(reason.en());
        this.reason = reason;
        this.missed = missed;
    }

    /** A program is not installed. Nobody knows whether the learner's work is right, so the task does not pass. */
    public static CheckSkipped missing(Text reason) {
        return new CheckSkipped(reason, true);
    }

    public Text reason() {
        return reason;
    }

    public boolean missed() {
        return missed;
    }
}
