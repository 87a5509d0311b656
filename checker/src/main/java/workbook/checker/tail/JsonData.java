package workbook.checker.tail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.text.Visible;

/** Data that may be JSON, made visible. */
record JsonData(Theme theme) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Characters of the longest data that is laid out in lines. */
    private static final int MOST = 1 << 20;

    /** Possessive, so that no text makes the search slow: names, other strings, numbers and words. */
    private static final Pattern TOKEN =
            Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*+\"?+)(\\s*+:)?|(-?\\d[\\d.eE+-]*+|true|false|null)");

    static Optional<JsonNode> parsed(String data) {
        if (!looksLikeJson(data)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(data));
        } catch (JsonProcessingException other) {
            return Optional.empty();
        }
    }

    private static boolean looksLikeJson(String data) {
        String begin = data.stripLeading();
        return begin.startsWith("{") || begin.startsWith("[");
    }

    /** The lines of data: of JSON with an indent for each level, of anything else as they were sent. */
    List<String> lines(String data) {
        Optional<JsonNode> parsed = data.length() > MOST ? Optional.empty() : parsed(data);
        String text = parsed.map(JsonNode::toPrettyString).orElse(data);
        return text.lines().map(line -> painted(Visible.bytes(line))).toList();
    }

    /** One line, in colours if it looks like JSON. */
    String painted(String visible) {
        if (!theme.colour() || !(looksLikeJson(visible) || visible.startsWith(" "))) {
            return visible;
        }
        Matcher token = TOKEN.matcher(visible);
        return token.replaceAll(
                found -> Matcher.quoteReplacement(painted(found.group(1), found.group(2), found.group(3))));
    }

    private String painted(String string, String colon, String word) {
        if (string == null) {
            return theme.paint(Ink.WARN, word);
        }
        return colon == null ? theme.paint(Ink.GOOD, string) : theme.paint(Ink.STRONG, string) + colon;
    }
}
