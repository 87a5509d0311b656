package workbook.checker.wire;

import java.util.regex.Pattern;
import workbook.checker.http.Bytes;

/** Bytes behind the end of an answer, while no other request is under way (RFC 9112 9.2). */
public final class Unasked {

    /** An answer to nothing, by which some servers say that they will wait no longer (RFC 9110 15.5.9). */
    private static final Pattern TIMEOUT = Pattern.compile("HTTP/1\\.[01] 408\\D.*", Pattern.DOTALL);

    private static final String[] BEGINNINGS = {"HTTP/1.1 408 ", "HTTP/1.0 408 "};

    private Unasked() {}

    /** Whether they are wrong. Bare line ends are not, since a client drops them (RFC 9112 2.2). */
    public static boolean isWrong(Bytes bytes) {
        String rest = rest(bytes);
        return !rest.isEmpty() && !TIMEOUT.matcher(rest).matches();
    }

    /** Whether they are wrong, whatever follows them. */
    static boolean isWrongForSure(Bytes bytes) {
        String rest = rest(bytes);
        for (String beginning : BEGINNINGS) {
            if (beginning.startsWith(rest)) {
                return false;
            }
        }
        return isWrong(bytes);
    }

    /** How many of them are line ends at the begin. */
    static int lineEnds(Bytes bytes) {
        int at = 0;
        while (at < bytes.size() && (bytes.at(at) == '\r' || bytes.at(at) == '\n')) {
            at++;
        }
        return at;
    }

    private static String rest(Bytes bytes) {
        return bytes.slice(lineEnds(bytes), bytes.size()).latin1();
    }
}
