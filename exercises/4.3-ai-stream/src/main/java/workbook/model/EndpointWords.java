package workbook.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an endpoint says when it fails. It may repeat the key that it was asked with, it may be long, and it may hold
 * control characters. So it goes into the log only, and not as it is.
 */
final class EndpointWords {

    private static final int LONGEST = 500;
    private static final Pattern KEY =
            Pattern.compile("(?i)\\b(bearer\\s+|(?:sk|pk|rk|gsk|xai|hf|nvapi|key)[-_]|AIza)[\\w*.~+/=-]{4,}");
    private static final Pattern CONTROL = Pattern.compile("\\p{C}+");

    private EndpointWords() {}

    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** In one line, cut, and without the key or anything that begins like one. */
    static String forLog(String text, Optional<String> key) {
        String masked = key.map(secret -> text.replace(secret, "(key)")).orElse(text);
        return cut(CONTROL.matcher(KEY.matcher(masked).replaceAll("$1(key)")).replaceAll(" "));
    }
}
