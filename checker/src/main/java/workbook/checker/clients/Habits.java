package workbook.checker.clients;

import java.time.Duration;

/**
 * What a client does of its own accord, as seen in a first stream.
 *
 * @param reconnects whether it comes back when a stream has ended, one way or the other
 * @param afterEnd whether it does so after a clean end, and not only when the connection was cut
 * @param startup how long it takes from its start to its first request
 * @param delay how long it waits then, if no stream has said how long
 * @param retry how long it waits after a {@code retry} of {@link #SHORT}
 * @param telling how long it takes from a request to the event that it tells of
 * @param gzip whether it asks for gzip
 * @param ids whether it tells of the ids of events
 */
record Habits(
        boolean reconnects,
        boolean afterEnd,
        Duration startup,
        Duration delay,
        Duration retry,
        Duration telling,
        boolean gzip,
        boolean ids) {

    /** The {@code retry} that streams ask for where the pause is not what is looked at, in milliseconds. */
    static final int SHORT = 30;

    /**
     * The habits of a client that came back twice on this stage.
     *
     * @param afterEnd as above
     */
    static Habits returning(Stage stage, boolean afterEnd, Duration telling, boolean gzip, boolean ids) {
        return new Habits(
                true, afterEnd, stage.startup(), stage.pauseBefore(1), stage.pauseBefore(2), telling, gzip, ids);
    }

    /** The habits of a client that does not come back. */
    static Habits leaving(Stage stage, Duration telling, boolean gzip, boolean ids) {
        return new Habits(false, false, stage.startup(), Duration.ZERO, Duration.ZERO, telling, gzip, ids);
    }

    /** Whether anything that it does shows which ids it has read. */
    boolean showsIds() {
        return ids || reconnects;
    }
}
