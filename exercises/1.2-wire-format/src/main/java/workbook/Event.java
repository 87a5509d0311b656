package workbook;

/**
 * One event as it stands on the wire. A component that is null is left out.
 *
 * <p>A compact constructor is the place for rules that every event must keep.
 */
record Event(String id, String type, String data, Long retry, String comment) {

    /** The block for this event, with the blank line at its end that makes a browser dispatch it. */
    String encode() {
        // TODO 3: one data field for each line
        // TODO 4: keep the spaces at both ends
        // TODO 5: keep what is empty
        // TODO 6: split at line ends and nowhere else
        // TODO 7: name the type
        // TODO 8: give the id
        // TODO 9: give the retry time
        // TODO 10: write the comment
        // TODO 11: leave out what is absent
        throw new UnsupportedOperationException("Event.encode is not written yet");
    }
}
