package workbook.checker.probe;

import workbook.checker.text.Text;

/** A check cannot be made here, for a reason that is not the server's: what it needs is not there. */
public final class CheckSkipped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text reason;

    public CheckSkipped(Text reason) {
        super(reason.en());
        this.reason = reason;
    }

    Text reason() {
        return reason;
    }
}
