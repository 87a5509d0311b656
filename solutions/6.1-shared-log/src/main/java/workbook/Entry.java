package workbook;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * One entry of the log. Given: what Redis keeps, and the id that a browser gets.
 *
 * @param at the place that Redis gave it, as {@code 1764479531123-0}: milliseconds, and a number within them
 * @param tag random, so that two entries at the same place in two lives of the log have different ids
 * @param text empty for the entry that begins a log, which is no message
 */
record Entry(StreamEntryID at, String tag, String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern TAG =
            Pattern.compile("[0-9a-f]{8}"); // it stands in an id line, where a break would end it

    /** A tag for a new entry. */
    static String newTag() {
        return HexFormat.of().toHexDigits(RANDOM.nextInt());
    }

    /** What Redis is to keep. */
    static Map<String, String> fields(String tag, String text) {
        return Map.of("tag", tag, "text", text);
    }

    /** The entry as Redis gave it. What somebody else wrote into the log is no message. */
    static Entry of(StreamEntry entry) {
        Map<String, String> fields = entry.getFields();
        String tag = fields.getOrDefault("tag", "");
        String text = TAG.matcher(tag).matches() ? fields.getOrDefault("text", "") : "";
        return new Entry(entry.getID(), tag, text);
    }

    boolean isMessage() {
        return !text.isEmpty();
    }

    String id() {
        return at + "-" + tag;
    }
}
