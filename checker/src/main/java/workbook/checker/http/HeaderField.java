package workbook.checker.http;

/**
 * One header field, its name in the case that was sent.
 *
 * @param value one character for each byte (Latin-1), without the white space around it
 */
public record HeaderField(String name, String value) {
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
