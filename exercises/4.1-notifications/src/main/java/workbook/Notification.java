package workbook;

/**
 * A notification, as it stands in an answer and as it stands on the stream. It is encoded once, however many readers it
 * goes to, and never changed.
 *
 * @param json one object, the same in each answer and on each stream
 * @param block the event in UTF-8, with the blank line that dispatches it
 */
record Notification(String id, String json, byte[] block) {

    static Notification of(String id, Draft draft) {
        // TODO 14: encode the text, do not change it
        throw new UnsupportedOperationException("Notification.of is not written yet");
    }
}
