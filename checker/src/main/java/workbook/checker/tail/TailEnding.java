package workbook.checker.tail;

/** How a tail ended. */
public enum TailEnding {
    /** By the user, a limit of the plan, or a reader of the output that has closed it. */
    ASKED,
    /** By the server, in an orderly way. */
    CLEAN,
    /** The connection broke, and the tail does not come back. */
    CUT,
    /** A later answer was no event stream: EventSource gives up then. */
    REFUSED
}
