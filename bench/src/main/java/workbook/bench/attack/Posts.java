package workbook.bench.attack;

import java.util.Map;

/**
 * What a server takes by POST.
 *
 * @param path empty if it takes nothing
 * @param taken what it is
 * @param body of a good one, with a place for its text
 * @param kept whether the server keeps it for those who read
 */
record Posts(String path, Taken taken, String body, boolean kept) {

    enum Taken {
        NOTHING,
        /** What any page may send; so pages of other sites are refused. */
        TEXT,
        /** What a page of another site may send only once it was allowed to. */
        JSON,
        /** JSON with a header that no form can send. */
        COMMAND,
        /** JSON with a code that no other page knows. */
        REPORT
    }

    static final Posts BOARD = new Posts("/reports", Taken.REPORT, "{}", false);
    static final Posts CONSOLE = new Posts("/commands/clear", Taken.COMMAND, "{}", false);

    private static final Posts NONE = new Posts("", Taken.NOTHING, "", false);
    private static final Posts MESSAGES = new Posts("/messages", Taken.TEXT, "%s", true);
    private static final Map<String, Posts> BY_TASK = Map.of(
            "1.2", new Posts("/echo", Taken.JSON, "{\"data\":\"%s\"}", false),
            "3.1", MESSAGES,
            "3.2", MESSAGES,
            "3.3", MESSAGES,
            "4.1", new Posts("/notifications", Taken.JSON, "{\"level\":\"error\",\"title\":\"%s\"}", true),
            "4.3", new Posts("/questions", Taken.JSON, "{\"question\":\"%s\"}", true),
            "5.1", MESSAGES,
            "5.2", new Posts("/ask", Taken.JSON, "{\"question\":\"%s\"}", false),
            "6.1", MESSAGES);

    static Posts of(String task) {
        return BY_TASK.getOrDefault(task, NONE);
    }

    boolean any() {
        return taken != Taken.NOTHING;
    }

    /** Whether each reader of {@code /events} gets what is posted. */
    boolean reachesReaders() {
        return kept && !path.equals("/questions");
    }

    /** A good body of that many bytes, made of line ends: as an event they take up to seven times the room. */
    String body(int bytes) {
        int room = bytes - body.replace("%s", "").length();
        return body.replace("%s", taken == Taken.TEXT ? "\n".repeat(room) : escaped(room));
    }

    /** Line ends in JSON, which take two characters each, and one or two letters: no text of blanks alone. */
    private static String escaped(int room) {
        return "\\n".repeat((room - 1) / 2) + "x".repeat(2 - room % 2);
    }

    /** The head of a request with these further fields. */
    String request(Victim victim, String fields) {
        return request(victim, fields, taken == Taken.TEXT ? "text/plain" : "application/json");
    }

    String request(Victim victim, String fields, String type) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + victim.authority()
                + "\r\nAuthorization: Bearer workbook\r\nWorkbook-Console: 1\r\nContent-Type: " + type + "\r\n"
                + fields + "\r\n\r\n";
    }
}
