package workbook.checker.text;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Keeps a build server from taking a line of a report for a command: {@code ::error::…} at the begin of a line, and
 * {@code ##[error]…} anywhere, are such to GitHub and Azure, {@code ##teamcity[…} to TeamCity. What a server under test
 * sends stands in a report as it came, and must not colour a build or end it.
 */
public final class BuildCommands {

    private static final Pattern LOGGING = Pattern.compile("#(?=#\\w{0,20}\\[)");

    private BuildCommands() {}

    /** The same text with a backslash before each command. */
    public static String broken(String text) {
        return changed(text, sign -> "\\" + sign);
    }

    /** The same markup, in which the first sign of each command is a reference: a reader sees no difference. */
    public static String referred(String markup) {
        return changed(markup, sign -> "&#" + (int) sign.charAt(0) + ";");
    }

    private static String changed(String text, UnaryOperator<String> change) {
        StringBuilder out = new StringBuilder(text.length());
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end + 1;
            String line = text.substring(from, end);
            int sign = begin(line);
            if (line.startsWith("::", sign) && line.indexOf("::", sign + 2) >= 0) {
                out.append(line, 0, sign).append(change.apply(":")).append(line, sign + 1, line.length());
            } else {
                out.append(line);
            }
            from = end;
        }
        return out.indexOf("##") < 0
                ? out.toString()
                : LOGGING.matcher(out).replaceAll(found -> change.apply("#").replace("\\", "\\\\"));
    }

    /** Where a line begins behind its white space. */
    private static int begin(String line) {
        int at = 0;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
