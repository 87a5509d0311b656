package workbook.checker.checks.walk;

/**
 * One thing that a client or the world does. It is plain data, and names clients and messages by numbers of the walk: so
 * a sequence can be taken again on another server, and where one step is left out, those that hang on it are, too.
 */
public sealed interface Step {

    /** How a client leaves. */
    enum Way {
        FIN,
        RST
    }

    /** A client opens the stream, and reads on. */
    record Connect(int client, Place place) implements Step {}

    /** A client opens the stream, and leaves as soon as it has the headers. */
    record Glance(int client, Place place, Way way) implements Step {}

    /** A client that reads leaves. */
    record Leave(int client, Way way) implements Step {}

    /** A message is posted. */
    record Post(int message, String text) implements Step {}

    /**
     * Messages are posted one after another.
     *
     * @param first number of the first of them
     * @param alike whether all have the same text
     */
    record Burst(int first, int count, boolean alike) implements Step {

        String text(int message) {
            return alike ? "again" : "message " + message;
        }
    }

    /** Nothing happens for a while. */
    record Idle() implements Step {}
}
