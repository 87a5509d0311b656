package workbook.bench.readers;

import java.io.InputStream;

/** A reader of event streams, whoever wrote it: reads to the end. */
@FunctionalInterface
interface Reading {

    /** Hears of an event, with what all readers tell of it. */
    @FunctionalInterface
    interface Listener {
        void event(String type, String data);
    }

    /** @param piece bytes that one read brings at most, for those who bring a buffer of their own */
    void read(InputStream stream, int piece, Listener listener) throws Exception;
}
