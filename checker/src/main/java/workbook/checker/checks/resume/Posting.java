package workbook.checker.checks.resume;

import workbook.checker.probe.Connection;
import workbook.checker.probe.Probe;

/** How a task takes its messages. All that replays of them is the same. */
public interface Posting {

    /** The setting that says how many messages are kept at least. */
    String roomKey();

    /** Posts a message, without a look at the answer. */
    Connection send(Probe probe, String text);

    /** The message as the answer names it. */
    Posted accepted(Probe probe, Connection answer, String text);
}
