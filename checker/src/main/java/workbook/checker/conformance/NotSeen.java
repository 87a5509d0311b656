package workbook.checker.conformance;

import workbook.checker.text.Text;

/** Nothing came by which a rule could be judged. The reason says what would make it seen. */
public final class NotSeen extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text reason;

    public NotSeen(Text reason) {
        super(reason.en());
        this.reason = reason;
    }

    public Text reason() {
        return reason;
    }
}
