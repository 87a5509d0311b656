package workbook.checker.probe;

import java.nio.charset.StandardCharsets;

/** Finds the bytes of a block from which a part of its data was read. */
final class DataLines {

    private DataLines() {}

    /**
     * Finds the first byte behind a prefix of the data.
     *
     * @param block bytes of one event, one char each
     * @param prefix how the data begins, as it was read
     * @return an offset in the block
     */
    static int offset(String block, String prefix) {
        int line = (int) prefix.chars().filter(c -> c == '\n').count();
        String inLine = prefix.substring(prefix.lastIndexOf('\n') + 1);
        int skip = inLine.getBytes(StandardCharsets.UTF_8).length;
        for (int at = 0; at < block.length(); at = nextLine(block, at)) {
            if (block.startsWith("data", at) && line-- == 0) {
                int end = endOfLine(block, at);
                int value = Math.min(at + "data:".length(), end);
                if (value < end && block.charAt(value) == ' ') {
                    value++;
                }
                return Math.min(value + skip, end);
            }
        }
        return block.length();
    }

    private static int endOfLine(String block, int from) {
        int at = from;
        while (at < block.length() && block.charAt(at) != '\n' && block.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int nextLine(String block, int from) {
        int end = endOfLine(block, from);
        return end + (block.startsWith("\r\n", end) ? 2 : 1);
    }
}
