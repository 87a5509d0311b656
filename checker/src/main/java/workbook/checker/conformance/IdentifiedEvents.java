package workbook.checker.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.sse.StreamItem;

/** The events of a stream that have an id of their own, and not only that of an event before them. */
public final class IdentifiedEvents {

    private IdentifiedEvents() {}

    public static List<ArrivedItem<StreamItem.Event>> of(Connection connection) {
        byte[] body = connection.body();
        List<ArrivedItem<StreamItem.Event>> identified = new ArrayList<>();
        String before = "";
        for (ArrivedItem<StreamItem.Event> arrived : connection.events()) {
            StreamItem.Event event = arrived.item();
            // Of a long stream only the first bytes are kept: what came later has an id of its own if it has a new one.
            boolean own = event.end() <= body.length
                    ? hasOwnId(body, event)
                    : !event.lastEventId().isEmpty() && !event.lastEventId().equals(before);
            if (own) {
                identified.add(arrived);
            }
            before = event.lastEventId();
        }
        return identified;
    }

    private static boolean hasOwnId(byte[] body, StreamItem.Event event) {
        if (event.lastEventId().isEmpty()) {
            return false;
        }
        String block =
                new String(body, (int) event.start(), (int) (event.end() - event.start()), StandardCharsets.UTF_8);
        return Arrays.stream(block.split("[\r\n]+"))
                .anyMatch(
                        line -> line.equals("id:" + event.lastEventId()) || line.equals("id: " + event.lastEventId()));
    }
}
