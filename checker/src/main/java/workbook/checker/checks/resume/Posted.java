package workbook.checker.checks.resume;

import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.sse.StreamItem;

/**
 * A message that the server accepted, with the id that it answered.
 *
 * @param text of the message, which tells it from all others
 */
public record Posted(String id, String text, Content content) {

    /** What an event must hold to carry a message. */
    @FunctionalInterface
    public interface Content {
        void require(Connection connection, StreamItem.Event event, String text);
    }

    /**
     * The event must carry this message. Its id is not looked at.
     *
     * @throws CheckFailure if it does not
     */
    void requireIn(Connection connection, StreamItem.Event event) {
        content.require(connection, event, text);
    }

    /** Whether the event seems to carry this message, and no other. */
    public boolean isIn(StreamItem.Event event) {
        return event.data().contains(text);
    }
}
