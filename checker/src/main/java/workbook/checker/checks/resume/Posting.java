package workbook.checker.checks.resume;

import workbook.checker.probe.Connection;
import workbook.checker.probe.Probe;

/** How a task takes its messages. How they are replayed is the same in every task. */
public interface Posting {

    /** The setting that says how many messages are kept at least. */
    String roomKey();

    /** Posts a message, and leaves the answer to be looked at later. */
    Connection send(Probe probe, String text);

    /** The message as the answer names it. */
    Posted accepted(Probe probe, Connection answer, String text);
}
