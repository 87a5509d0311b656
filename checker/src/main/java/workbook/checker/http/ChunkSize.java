package workbook.checker.http;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content of a chunk size line: hexadecimal digits, then possibly extensions (RFC 9112 7.1, 7.1.1). */
record ChunkSize(long size, String extension) {
    /** After this many bytes a wrong line is reported although it has not ended: enough to show what came instead. */
    static final int ENOUGH_TO_JUDGE = 16;

    /** So many digits are less than 2^63. */
    private static final int SURELY_FITS = 15;

    private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]*");
    private static final Pattern REST = Pattern.compile("[ \\t]*(;[^\\r\\x00]*)?");

    static ChunkSize parse(HeadLine line, ParserOutput out) throws MalformedException {
        String text = line.content().latin1();
        if (!text.isEmpty() && text.length() <= SURELY_FITS && text.chars().allMatch(HexFormat::isHexDigit)) {
            return new ChunkSize(Long.parseLong(text, 16), ""); // as nearly all are, several for each event
        }
        Matcher digits = DIGITS.matcher(text);
        digits.lookingAt();
        Matcher rest = REST.matcher(text).region(digits.end(), text.length());
        boolean restIsRight = rest.lookingAt() && rest.end() == text.length();
        if (digits.end() == 0 || !restIsRight) {
            throw new MalformedException(
                    line.start() + (digits.end() == 0 ? 0 : rest.end()),
                    "chunk size: received %s, wanted hexadecimal digits and CRLF; does something write to the connection without chunking? (RFC 9112 7.1)"
                            .formatted(line.content().quoted()));
        }
        String extension = rest.group(1) == null ? "" : rest.group(1);
        if (extension.isEmpty()
                && digits.end() < text.length()
                && !line.lineEnd().isEmpty()) {
            out.note(line.start() + digits.end(), "white space after a chunk size (RFC 9112 7.1 has none)");
        }
        return new ChunkSize(value(digits.group(), line), extension);
    }

    private static long value(String digits, HeadLine line) throws MalformedException {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > 16 || Long.parseUnsignedLong(significant, 16) < 0) {
            throw new MalformedException(
                    line.start(),
                    "chunk size: received %s, wanted at most 7fffffffffffffff"
                            .formatted(line.content().quoted()));
        }
        return Long.parseUnsignedLong(significant, 16);
    }
}
