package workbook.checker.conformance;

import java.nio.charset.StandardCharsets;
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
        return connection.events().stream()
                .filter(event -> hasOwnId(body, event.item()))
                .toList();
    }

    private static boolean hasOwnId(byte[] body, StreamItem.Event event) {
        if (event.lastEventId().isEmpty() || event.end() > body.length) {
            return false;
        }
        String block =
                new String(body, (int) event.start(), (int) (event.end() - event.start()), StandardCharsets.UTF_8);
        return Arrays.stream(block.split("[\r\n]+"))
                .anyMatch(
                        line -> line.equals("id:" + event.lastEventId()) || line.equals("id: " + event.lastEventId()));
    }
}
