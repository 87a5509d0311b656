package workbook;

/**
 * A notification in its two encoded forms, for answers and for streams. It is encoded once, however many readers get
 * it, and the bytes never change.
 *
 * @param json one object, the same in each answer and on each stream
 * @param block the event in UTF-8, with the blank line that dispatches it
 */
record Notification(String id, String json, byte[] block) {

    static Notification of(String id, Draft draft) {
        // TODO 14: encode the text, do not change it
        throw new UnsupportedOperationException("Notification.of is not written yet");
    }

    /** Bytes in memory, or a few less: a string may take two for each character. */
    int size() {
        return 2 * json.length() + block.length;
    }
}
