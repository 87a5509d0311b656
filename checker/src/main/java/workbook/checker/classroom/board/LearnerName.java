package workbook.checker.classroom.board;

import java.text.Normalizer;

/** What a learner may be called. Any script will do; what could confuse a reader of the board will not. */
public final class LearnerName {

    /** Characters, as Unicode counts them. */
    public static final int LONGEST = 40;

    private LearnerName() {}

    /**
     * The name in its one form.
     *
     * @throws IllegalArgumentException if nobody may be called so, with a sentence for the sender
     */
    public static String checked(String wanted) {
        // Measured before it is worked on: the form below takes its time over ten megabytes.
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

    /** Line ends, controls, marks that turn the direction of text, halves of characters. */
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
