package workbook.checker.checks.resume;

import java.util.List;
import workbook.checker.probe.Connection;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;

/**
 * What a connection brought, held to what it should have brought: the same messages, once each, in order.
 *
 * @param connection one of the connections of the reader
 * @param wanted the messages that the connection should have brought, in order
 * @param known everything that was posted up to now, for naming what came instead
 * @param cause the likely cause where the check knows better, else none
 */
public record Delivery(Reader reader, Connection connection, List<Posted> wanted, List<Posted> known, Text cause) {

    /** Where the check knows no likely cause that is better than the usual one. */
    public static Delivery of(Reader reader, Connection connection, List<Posted> wanted, List<Posted> known) {
        return new Delivery(reader, connection, wanted, known, Text.NONE);
    }

    /** Waits for all that is wanted on this connection, which must be all that it brought. */
    public static void require(Channel channel, Reader reader, List<Posted> wanted) {
        reader.await(wanted.size());
        of(reader, reader.now(), wanted, channel.all()).requireFrom(0);
    }

    /** Compares all events of this connection behind the first few. */
    public void requireFrom(int skipped) {
        List<StreamItem.Event> got = events();
        for (int i = 0; i < wanted.size(); i++) {
            requireAt(skipped + i, i, got);
        }
        if (got.size() > skipped + wanted.size()) {
            throw new DeliveryFault(this, skipped + wanted.size()).tooMany();
        }
    }

    /** Compares one event with one of those that are wanted. */
    void requireAt(int event, int message, List<StreamItem.Event> got) {
        if (event >= got.size()) {
            throw new DeliveryFault(this, event).missing(wanted.subList(message, wanted.size()));
        }
        if (isReset(got.get(event))
                || !got.get(event).lastEventId().equals(wanted.get(message).id())) {
            throw new DeliveryFault(this, event).wrong(got.get(event), wanted.get(message));
        }
        wanted.get(message).requireIn(connection, got.get(event));
    }

    List<StreamItem.Event> events() {
        return reader.events(connection);
    }

    public static boolean isReset(StreamItem.Event event) {
        return event.type().equals("reset");
    }
}
