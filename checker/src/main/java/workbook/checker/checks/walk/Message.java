package workbook.checker.checks.walk;

import workbook.checker.probe.Connection;
import workbook.checker.sse.StreamItem;

/**
 * A message that the server has accepted.
 *
 * @param id that the server answered; empty in a task without ids
 * @param curl the line for a shell that posts it
 */
public record Message(String id, String text, String curl, Content content) {

    /** What an event must hold to carry a text; fails the check otherwise. */
    @FunctionalInterface
    public interface Content {
        void require(Connection connection, StreamItem.Event event, String text);
    }

    /** Fails the check if the event does not carry this message. */
    public void requireIn(Connection connection, StreamItem.Event event) {
        content.require(connection, event, text);
    }
}
