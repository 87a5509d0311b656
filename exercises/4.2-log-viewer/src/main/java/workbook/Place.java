package workbook;

/**
 * Where a viewer is: behind the last line that it has.
 *
 * @param offset of the first byte that it has not seen
 * @param searched up to there the bytes were searched for the end of a line, in vain
 */
record Place(Generation file, long offset, long searched) {

    static Place of(Generation file, long offset) {
        return new Place(file, offset, offset);
    }

    /** What the viewer comes back with. */
    String id() {
        return file.name() + "-" + offset;
    }
}
