package workbook.checker.clients;

import workbook.checker.text.Text;

/** Thrown when a client does not do what a rule is about, and does not claim to. */
final class NotClaimed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text reason;

    NotClaimed(Text reason) {
        super(reason.en());
        this.reason = reason;
    }

    Text reason() {
        return reason;
    }
}
