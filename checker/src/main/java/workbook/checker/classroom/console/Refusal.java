package workbook.checker.classroom.console;

import workbook.checker.text.Text;

/** A command that cannot be carried out, with its status and reason. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Text reason;

    Refusal(int status, Text reason) {
        super(reason.en());
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    Text reason() {
        return reason;
    }
}
