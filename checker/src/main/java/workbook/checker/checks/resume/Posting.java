package workbook.checker.checks.resume;

import workbook.checker.probe.Connection;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;

/** How a task takes its messages. How they are replayed is the same in every task. */
public interface Posting {

    /** The setting that says how many messages are kept at least. */
    String roomKey();

    /** Posts a message, and leaves the answer to be looked at later. */
    Connection send(Probe probe, String text);

    /** The same in two parts that meet inside the last character of several bytes. */
    Connection sendInTwo(Probe probe, String text);

    /** The message as the answer names it. */
    Posted accepted(Probe probe, Connection answer, String text);

    /** Whether an event may carry a message that was refused, and was kept all the same: it may come, and need not. */
    default boolean isStray(StreamItem.Event event) {
        return false;
    }
}
