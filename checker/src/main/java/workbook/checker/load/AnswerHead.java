package workbook.checker.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import workbook.checker.text.Clip;

/** The parts of the head of an answer that a load run needs. Nothing else is kept: there are ten thousand of them. */
record AnswerHead(int status, String type, Framing framing, long length, boolean keepsAlive) {

    /** How the end of the body is known (RFC 9112 section 6.3). */
    enum Framing {
        CHUNKED,
        LENGTH,
        UNTIL_CLOSE
    }

    /** Whether an event stream follows (HTML 9.2.2). */
    boolean opensStream() {
        return status == 200
                && type.split(";")[0].strip().toLowerCase(Locale.ROOT).equals("text/event-stream");
    }

    /**
     * Parses a head.
     *
     * @param bytes all lines, with the blank one after them
     * @throws BadAnswer if it does not begin as HTTP/1.1 does
     */
    static AnswerHead of(byte[] bytes, int length) throws BadAnswer {
        String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\r?\n");
        if (!lines[0].matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new BadAnswer("not HTTP/1.1: " + Clip.characters(lines[0], 40));
        }
        int status = Integer.parseInt(lines[0].substring(9, 12));
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                fields.put(
                        lines[i].substring(0, colon),
                        lines[i].substring(colon + 1).strip());
            }
        }
        boolean chunked = fields.getOrDefault("Transfer-Encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked");
        long size = size(fields.get("Content-Length"));
        boolean bodyless = status < 200 || status == 204 || status == 304;
        Framing framing =
                bodyless || !chunked && size >= 0 ? Framing.LENGTH : chunked ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
        return new AnswerHead(
                status,
                fields.getOrDefault("Content-Type", ""),
                framing,
                bodyless ? 0 : size,
                !fields.getOrDefault("Connection", "").equalsIgnoreCase("close") && lines[0].startsWith("HTTP/1.1"));
    }

    private static long size(String field) throws BadAnswer {
        try {
            return field == null ? -1 : Long.parseLong(field);
        } catch (NumberFormatException e) {
            throw new BadAnswer("Content-Length: " + field);
        }
    }
}
