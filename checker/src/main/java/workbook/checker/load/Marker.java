package workbook.checker.load;

/**
 * The text by which an event is recognised: {@code sse-load.RUN.NUMBER.NANOS.} and padding, where NANOS is the moment
 * at which it was due. It consists of letters, digits and dots only, so it stays as it is if a server puts it into JSON
 * or HTML. Events that an earlier run has left in a server's memory have another RUN.
 */
final class Marker {

    private static final String NAME = "sse-load.";

    private final String prefix;
    private final int size;

    Marker(String run, int size) {
        this.prefix = NAME + run + ".";
        this.size = size;
    }

    String write(int number, long due) {
        String event = prefix + number + "." + due + ".";
        return event.length() < size ? event + "x".repeat(size - event.length()) : event;
    }

    /** The index in the data at which the number begins; negative if this is no event of ours. */
    int find(String data) {
        int at = data.indexOf(prefix);
        return at < 0 ? at : at + prefix.length();
    }

    /** Parses the number that begins here, up to the next dot; negative if there is none. */
    static long number(String data, int from) {
        long number = 0;
        int at = from;
        for (; at < data.length() && at < from + 19; at++) {
            int digit = data.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        return at > from && at < data.length() && data.charAt(at) == '.' ? number : -1;
    }

    /** The index at which the next number begins. */
    static int next(String data, int from) {
        return data.indexOf('.', from) + 1;
    }
}
