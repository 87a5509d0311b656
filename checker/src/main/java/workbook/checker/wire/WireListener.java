package workbook.checker.wire;

import java.util.OptionalLong;

/** Sees the log of an exchange as it is written. */
@FunctionalInterface
public interface WireListener {

    /** Is given each entry in order, under the lock of the exchange, so it must be quick and must not wait. */
    void see(WireEntry entry);

    /**
     * How many things it has made of the bytes, once these are more than it is willing to keep: then the exchange ends
     * with {@link workbook.checker.http.End.Flood}. Empty as long as it takes more.
     */
    default OptionalLong overflow() {
        return OptionalLong.empty();
    }
}
