package workbook.bench.readers;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;

/** The reader of the checker. */
final class OurReading implements Reading {

    @Override
    public void read(InputStream stream, int piece, Listener listener) throws IOException {
        EventStreamReader reader = new EventStreamReader();
        byte[] buffer = new byte[piece];
        Consumer<StreamItem> items = item -> {
            if (item instanceof StreamItem.Event event) {
                listener.event(event.type(), event.data());
            }
        };
        for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
            reader.read(buffer, 0, length, items);
        }
        reader.end(items);
    }
}
