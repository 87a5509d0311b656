package workbook.checker.probe;

/** What all connections of this process keep of what servers sent. */
public final class Kept {

    private Kept() {}

    /** Bytes of heap, about. */
    public static long bytes() {
        return HeapShare.OF_ALL.kept();
    }
}
