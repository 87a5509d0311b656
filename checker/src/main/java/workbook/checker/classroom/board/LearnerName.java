package workbook.checker.classroom.board;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Set;

/** What a learner may be called. Any script is allowed; what could confuse a reader of the board is not. */
public final class LearnerName {

    /** Characters, as Unicode counts them. */
    public static final int LONGEST = 40;

    /** Letters and symbols without a form: the fillers of Hangul, and an empty pattern of Braille. */
    private static final String BLANKS = "\u115F\u1160\u3164\uFFA0\u2800";

    private static final Set<Byte> MARKS =
            Set.of(Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK);

    private static final Set<Byte> SYMBOLS = Set.of(Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL);

    /** Scripts whose letters stand each for itself. */
    private static final Set<Character.UnicodeScript> UNJOINED = Set.of(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL);

    private LearnerName() {}

    /**
     * Returns the normalized name.
     *
     * @throws IllegalArgumentException if the name is not allowed, with a sentence for the sender
     */
    public static String checked(String wanted) {
        // Measured first, because normalizing ten megabytes takes its time.
        if (wanted.length() > 4 * LONGEST) {
            throw new IllegalArgumentException("name: longer than " + LONGEST + " characters");
        }
        String name = Normalizer.normalize(wanted, Normalizer.Form.NFC).strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST) {
            throw new IllegalArgumentException("name: want 1 to " + LONGEST + " characters");
        }
        int[] characters = name.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (isJoiner(characters[i]) ? !joins(characters, i) : acts(characters[i])) {
                throw new IllegalArgumentException("name: has characters that are not seen");
            }
        }
        if (Arrays.stream(characters).noneMatch(LearnerName::isSeen)) {
            throw new IllegalArgumentException("name: want at least one character that is seen");
        }
        return name;
    }

    private static boolean isJoiner(int character) {
        return character == 0x200C || character == 0x200D;
    }

    /**
     * Whether a joiner stands where it changes what is seen: inside a word of Persian or Hindi, or of an emoji. In Latin
     * letters it would only make one name look like another.
     */
    private static boolean joins(int[] characters, int at) {
        return at > 0 && at + 1 < characters.length && isJoined(characters[at - 1]) && isJoined(characters[at + 1]);
    }

    private static boolean isJoined(int character) {
        return (Character.isLetter(character) || MARKS.contains(type(character)) || SYMBOLS.contains(type(character)))
                && !UNJOINED.contains(Character.UnicodeScript.of(character));
    }

    private static boolean isSeen(int character) {
        return !Character.isSpaceChar(character)
                && !isJoiner(character)
                && !MARKS.contains(type(character))
                && BLANKS.indexOf(character) < 0;
    }

    private static byte type(int character) {
        return (byte) Character.getType(character);
    }

    /** Whether a character acts on others: line ends, controls, marks of direction, halves of characters. */
    private static boolean acts(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
