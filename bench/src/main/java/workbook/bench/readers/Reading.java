package workbook.bench.readers;

import java.io.InputStream;

/** A reader of event streams, from whatever library. It reads a stream to the end. */
@FunctionalInterface
interface Reading {

    /** Receives an event, with what all readers report of it. */
    @FunctionalInterface
    interface Listener {
        void event(String type, String data);
    }

    /** @param piece the most bytes that one read brings, for readers with a buffer of their own */
    void read(InputStream stream, int piece, Listener listener) throws Exception;
}
