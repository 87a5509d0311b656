package workbook.checker.checks.walk;

/** Where a client says that it is when it asks for the stream: the value of its {@code Last-Event-ID} (HTML 9.2.4). */
public sealed interface Place {

    /** No header: a client that was never here. */
    record New() implements Place {}

    /** The header without a value. */
    record Empty() implements Place {}

    /**
     * The id of a message.
     *
     * @param message its number in the walk
     */
    record After(int message) implements Place {}

    /** An id that no message has. */
    record Unknown(String id) implements Place {}

    /** The newest id with a much higher number at its end. */
    record Ahead() implements Place {}
}
