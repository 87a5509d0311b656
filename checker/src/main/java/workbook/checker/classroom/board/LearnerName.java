package workbook.checker.classroom.board;

import java.text.Normalizer;

/** What a learner may be called. Any script is allowed; what could confuse a reader of the board is not. */
public final class LearnerName {

    /** Characters, as Unicode counts them. */
    public static final int LONGEST = 40;

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
        if (name.codePoints().anyMatch(LearnerName::unseen)) {
            throw new IllegalArgumentException("name: has characters that are not seen");
        }
        return name;
    }

    /**
     * Whether a character is invisible or acts on others: line ends, controls, marks of direction, halves of
     * characters.
     */
    private static boolean unseen(int character) {
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
