package workbook;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to one question, in words. The same question always has the same answer, so a client that asks again can
 * go on where the connection was cut. Given.
 *
 * @param name what the ids of this answer begin with
 */
record Answer(String name, List<String> words) {

    /** Where an answer is split: before each space, and after each character of a script that has no spaces. */
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

    /** How many words a client that comes with this id has; 0 if the answer has no such id. */
    int seen(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches() || !parts.group(1).equals(name)) {
            return 0;
        }
        int number = Integer.parseInt(parts.group(2));
        return number <= words.size() ? number : 0;
    }
}
