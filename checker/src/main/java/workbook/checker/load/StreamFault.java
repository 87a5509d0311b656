package workbook.checker.load;

import java.util.Locale;
import workbook.checker.text.Text;

/**
 * A way in which the server failed during the run, and how often.
 *
 * @param count of events or of clients
 * @param example the first occurrence, as a sentence
 */
public record StreamFault(Kind kind, long count, Text example) {

    /** What can go wrong, the gravest first. */
    public enum Kind {
        /** An event never came, though later ones did. */
        EVENTS_LOST,
        /** From some event on, nothing came to a client that is still connected. */
        CLIENTS_STALLED,
        EVENTS_DOUBLED,
        EVENTS_OUT_OF_ORDER,
        /** The server ended the stream of a client. */
        CLIENTS_CUT,
        /** Another status than 200, or another content type. */
        CLIENTS_REFUSED,
        /** No connection, or no answer. */
        CLIENTS_UNREACHED,
        /** A post was not answered with 2xx. */
        POSTS_REFUSED;

        /** The name in JSON: {@code events_lost}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
