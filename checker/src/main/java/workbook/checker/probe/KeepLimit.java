package workbook.checker.probe;

import java.util.OptionalLong;

/**
 * What is kept of the things that were read from one connection. Many small ones cost far more memory than their bytes on
 * the wire, so they are counted as well as weighed. Not safe for use by several threads at once.
 */
final class KeepLimit {

    /** Ten times the longest stream of a check, 50,000 lines of a log: a server may send more than events. */
    private static final int MOST_ITEMS = 500_000;

    /** Bytes of heap: what that many small items take, or a few very large events. */
    private static final long MOST_BYTES = 120L << 20;

    /** Bytes of heap that an item takes besides its text: the records around it, string headers, its place in a list. */
    private static final int ITEM_COST = 200;

    private final HeapShare.Account share;
    private long items;
    private long bytes;

    /** @param share of all that this process keeps */
    KeepLimit(HeapShare.Account share) {
        this.share = share;
    }

    /** Counts bytes of the wire, which are kept beside what is made of them. */
    void raw(long size) {
        share.add(size);
    }

    /**
     * Counts one item, whether it is kept or not.
     *
     * @param size bytes of heap that its texts take, see {@link #heap}
     * @return whether it may be kept
     */
    boolean admits(long size) {
        items++;
        if (!isWithin()) {
            return false;
        }
        long cost = ITEM_COST + size;
        bytes += cost;
        share.add(cost);
        return isWithin();
    }

    /** The bytes of heap that a text takes: one for each character, two where one of them is not Latin-1 (JEP 254). */
    static long heap(String text) {
        for (int i = 0; i < text.length(); i++) { // a stream would cost as much as all else that is done with an event
            if (text.charAt(i) > 0xff) {
                return 2L * text.length();
            }
        }
        return text.length();
    }

    /** The number of items that came, once they are too many. */
    OptionalLong overflow() {
        return isWithin() ? OptionalLong.empty() : OptionalLong.of(items);
    }

    private boolean isWithin() {
        return items <= MOST_ITEMS && bytes <= MOST_BYTES && !share.isFull();
    }
}
