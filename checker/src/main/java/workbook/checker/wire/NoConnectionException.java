package workbook.checker.wire;

import java.io.IOException;
import workbook.checker.http.End;

/** Carries the end of an exchange that never had a connection. */
final class NoConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    private final End.NoConnection.Cause kind;

    NoConnectionException(End.NoConnection.Cause kind, String reason, Throwable cause) {
        super(reason, cause);
        this.kind = kind;
    }

    End.NoConnection toEnd() {
        return new End.NoConnection(kind, getMessage());
    }
}
