package workbook;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to one question, in words. The same question has the same answer, so that somebody who comes back with it
 * can go on where the line was cut. Given.
 *
 * @param name what the ids of this answer begin with
 */
record Answer(String name, List<String> words) {

    /** Before each space, and behind each sign of a script that has no spaces. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?=\\s)|(?<=[\\p{IsHan}，。：？！])");

    private static final Pattern ID = Pattern.compile("([0-9a-f]{8})-([1-9][0-9]{0,8})");

    static Answer to(String question, String text) {
        String[] words = BETWEEN_WORDS.split(question + "\n" + text);
        return new Answer(HexFormat.of().toHexDigits(question.hashCode()), List.of(words));
    }

    /** The id of a word; the first is number 1. */
    String id(int number) {
        return name + "-" + number;
    }

    /** How many words somebody has who comes with this id: none if it is no id of this answer. */
    int seen(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches() || !parts.group(1).equals(name)) {
            return 0;
        }
        int number = Integer.parseInt(parts.group(2));
        return number <= words.size() ? number : 0;
    }
}
