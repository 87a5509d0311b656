package workbook.model;

/**
 * Makes pieces that can be written as UTF-8, each by itself, and none of them long.
 *
 * <p>A model cuts its text where its tokens end, and that may be between the two halves (surrogates) of one character.
 * A half cannot be encoded: it would become a question mark. So a first half waits for the second. A half that stays
 * alone becomes U+FFFD, the replacement character.
 */
final class WholeCharacters {

    /** The longest piece. With this bound, a queue that counts pieces also has a bound in bytes. */
    private static final int LONGEST = 4096;

    private final Model.Pieces pieces;
    private String half = "";

    WholeCharacters(Model.Pieces pieces) {
        this.pieces = pieces;
    }

    void accept(String text) throws InterruptedException {
        String all = half + text;
        int end = wholeUpTo(all, all.length());
        half = all.substring(end);
        for (int from = 0, to; from < end; from = to) {
            to = wholeUpTo(all, Math.min(end, from + LONGEST));
            pieces.accept(encodable(all.substring(from, to)));
        }
    }

    /** No second half will come any more. */
    void end() throws InterruptedException {
        if (!half.isEmpty()) {
            pieces.accept(encodable(half));
            half = "";
        }
    }

    private static int wholeUpTo(String text, int end) {
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private static String encodable(String text) {
        return text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
