package workbook;

/**
 * Where a viewer is: after the last line that it has.
 *
 * @param offset of the first byte that it has not seen
 * @param searched offset up to which a line end was searched for in vain
 */
record Place(Generation file, long offset, long searched) {

    static Place of(Generation file, long offset) {
        return new Place(file, offset, offset);
    }

    /** The id that the viewer comes back with. */
    String id() {
        return file.name() + "-" + offset;
    }
}
